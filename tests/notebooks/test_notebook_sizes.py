from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from notebook_sizes import CODE_LINES, PROSE_WORDS, Size, size_of


def test_words_and_long_cells_are_counted():
    cells = [
        new_markdown_cell("# 1.05 **Joins**\n\n<details><summary>one</summary> two</details> [three](../a.ipynb)"),
        new_code_cell("x\n\n" * CODE_LINES),
        new_code_cell("x\n" * (CODE_LINES + 1)),
        new_markdown_cell("word " * (PROSE_WORDS + 1)),
    ]
    assert size_of(new_notebook(cells=cells)) == Size(cells=4, words=4 + PROSE_WORDS + 1, long_cells=(3, 4))
