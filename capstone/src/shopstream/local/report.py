"""The report of a run: its executed notebook as one HTML file, without the code."""

from pathlib import Path

from nbconvert import HTMLExporter

from shopstream.local.atomic import write_text


def write_report(notebook: Path, report: Path) -> None:
    """Turn an executed notebook into a page that needs no other file and no network."""
    exporter = HTMLExporter(
        exclude_input=True, exclude_input_prompt=True, exclude_output_prompt=True, require_js_url="", mathjax_url="", mermaid_js_url=""
    )
    body, _ = exporter.from_filename(str(notebook))
    write_text(report, body)
