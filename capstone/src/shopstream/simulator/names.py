"""The words of the shop: products, people, places, reasons. With letters, quotes and signs that careless programs stumble over."""

THINGS = (
    "Lantern", "Teapot", "Blanket", "Bread knife", "Rain coat", "Picture frame 7\" x 9\"", "Candle, beeswax", "Notebook \\ ruled", "Kite",
    "Watering can", "Umbrella", "Clock", "Puzzle", "Scarf", "Basket", "Mug", "Lamp", "Chess set", "Apron", "Wool socks",
)  # fmt: skip
KINDS = ("small", "large", "blue", "grün", "für zwei", "łódź edition", "No. 5", "50 % recycled", "★ favourite", "東京")
CATEGORIES = ("kitchen", "light", "garden", "clothes", "games", "paper & ink", "wohnen")
FIRST = (
    "Ada",
    "Bo",
    "Chioma",
    "Dmitri",
    "Éloïse",
    "Farid",
    "Grace",
    "Héctor",
    "Ilse",
    "Jürgen",
    "Kenji",
    "Łucja",
    "Mei",
    "Noor",
    "Νίκος",
    "Priya",
)
LAST = (
    "Abara",
    "Berg",
    "Çelik",
    "D'Arcy",
    "Eriksen",
    "Fuentes",
    "García",
    'O"Hara',
    "Ivanova",
    "Jansen",
    "Kowalski",
    "Lindqvist",
    "Müller",
    "Nakamura",
    "Þórsson",
    "Smith-Jones",
)
PLACES = ("Bergen", "Cork", "Düsseldorf", "Évora", "Gdańsk", "Graz", "Lyon", "Malmö", "Porto", "São João", "Turin", "Vilnius 🏰")
CANCEL_REASONS = ("changed my mind", "too slow", "ordered twice", "found it cheaper", "wrong address")
CHANNELS = ("web", "phone", "tablet")
