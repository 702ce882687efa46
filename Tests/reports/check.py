"""Reads the reports of hostile text with parsers by other people, and compares what they say.

usage: check.py PROGRAM FOLDER
"""
import json
import subprocess
import sys
from pathlib import Path

import html5lib
import yaml
from junitparser import JUnitXml
from markdown_it import MarkdownIt
from tap.parser import Parser

SEEDS = [
    "::error::x", "\n::error::x", "\rok 1 - forged\r\n", "\nnot ok 2 - forged", "\n1..0 # SKIP",
    "Bail out!", "# TODO later", "\\# \\\\", "\n5 passed, 0 failed\n", "</failure><b>", "]]>",
    "&amp;&lt;", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "| a | b |",
    "\n| --- | --- |\n", "```\ncode\n```", "# heading", "- list", "1. one", "> quote",
    "![x](http://x)", "[x](javascript:y)", "http://example.com", "www.example.com", "a@b.example",
    "**bold** _it_ ~~s~~ `c`", "$x^2$", "<br>", "&copy;", "---\n...\n", "*alias &anchor",
    "\x1b[2J", "\u009b31m", "\u202egnp", "\u2028x\u2029", "\u0085x", "\ufeff", "\x00", "\x7f",
    "e\u0301", "\U0001d518 \u65e5\u672c\u8a9e", "\t\t", "   ", "", "=1+1", "%0A::error::x", "_a_", "*",
    "\\", "`", "``", "a|b", "\\|", "$(id)", "'; x", "##vso[a]b", "a  b", " lead", "trail ",
]


def texts():
    found = list(SEEDS)
    for first in SEEDS:
        for second in SEEDS[:: max(1, len(SEEDS) // 10)]:
            found.append(first + " x" + second)
    return found[:600]


def case(index, text):
    problem = {
        "caret": 0, "code": "TT209", "column": 3, "kind": "text", "length": 4, "line": 7,
        "message": text, "notes": [text], "outcome": "failed", "source": text, "why": text,
    }
    step = {
        "at": "2025-01-15T09:00:00Z", "calls": [], "expectations": [problem], "id": "s", "index": 0,
        "line": 5, "participant": "p", "role": "IT", "said": text, "text": text, "user": "a",
        "verb": "say",
    }
    return {
        "audit_head": "00", "file": f"f{index}.scenario.yaml", "id": f"case {index} {text}",
        "index": index, "kind": "story", "line": 1, "name": f"case {index} {text}",
        "outcome": "failed", "params": {}, "roles": ["IT"], "steps": [step], "tags": [], "why": text,
    }


def safe(text, keep_lines=True):
    """What people are shown of a text: the rule of SafeText, written again."""
    out = []
    for character in text:
        code = ord(character)
        unsafe = (
            code < 0x20 or 0x7F <= code <= 0x9F or code in (0x61C, 0x200E, 0x200F, 0x2028, 0x2029)
            or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069 or code in (0xFEFF, 0xFFFE, 0xFFFF)
            or 0xE0000 <= code <= 0xE0FFF
        )
        if character == "\t":
            out.append(" ")
        elif character == "\n" and keep_lines:
            out.append("\n")
        else:
            out.append("\ufffd" if unsafe else character)
    return "".join(out)


def xml(text):
    """What XML 1.0 can hold of a text."""
    return "".join(
        c if c in "\t\n\r" or (0x20 <= ord(c) <= 0xFFFD and ord(c) != 0x7F) or ord(c) > 0xFFFF
        else "\ufffd"
        for c in text
    )


def expect(what, actual, wanted):
    if actual != wanted:
        sys.exit(f"{what}:\n  read   {actual!r}\n  wanted {wanted!r}")


def junit(path, wanted):
    read = [case for suite in JUnitXml.fromfile(str(path)) for case in suite]
    expect("junit: number of cases", len(read), len(wanted))
    for case_, text in zip(read, wanted):
        expect("junit: name", case_.name.split(" ", 2)[2], xml(text))
        expect("junit: message", case_.result[0].message, xml(text))


def tap(path, wanted):
    lines = list(Parser().parse_file(str(path)))
    tests = [line for line in lines if line.category == "test"]
    expect("tap: number of cases", len(tests), len(wanted))
    expect("tap: outcomes", {test.ok for test in tests}, {False})
    expect("tap: plan", [line.expected_tests for line in lines if line.category == "plan"], [len(wanted)])
    blocks, block = [], None
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line == "      ---":
            block = []
        elif line == "      ..." and block is not None:
            blocks.append(yaml.safe_load("\n".join(block)))
            block = None
        elif block is not None:
            block.append(line)
    for read, text in zip(blocks, wanted, strict=True):
        expect("tap: message", read["problems"][0]["message"], text)


def markdown(path, wanted):
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(path.read_text(encoding="utf-8"))
    rows, cells = [], None
    for index, token in enumerate(tokens):
        if token.type == "tr_open":
            cells = []
        elif token.type == "td_open":
            inline = tokens[index + 1]
            kinds = {child.type for child in inline.children}
            expect("markdown: only text in a cell", kinds - {"text", "html_inline", "softbreak", "text_special"}, set())
            cells.append("".join("\n" if c.type == "html_inline" else c.content for c in inline.children))
        elif token.type == "tr_close" and cells:
            rows.append(cells)
    problems = [row for row in rows if len(row) == 4]
    for row, text in zip(problems, wanted):
        expect("markdown: problem", row[2], f"TT209: {safe(text)}"[:507])
    if len(problems) < 100:
        sys.exit(f"markdown: only {len(problems)} rows")


def page(path, wanted):
    document = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    expect("html: scripts", len(document.findall(".//script")), 1)
    expect("html: images", len(document.findall(".//img")), 0)
    found = [item for item in document.iter("details") if "case" in item.get("class", "")]
    expect("html: number of cases", len(found), len(wanted))
    for index, (item, text) in enumerate(zip(found, wanted)):
        shown = safe(text.rstrip("\n").replace("\n", " ") if "\n" in text else text, False)
        name = item.find("./summary/span[@class='name']").text
        expect("html: name", name, f"case {index} {shown}")


def main():
    program, folder = sys.argv[1], Path(sys.argv[2])
    wanted = texts()
    run = {
        "cases": [case(i, t) for i, t in enumerate(wanted)], "model": "offline", "policy": "00",
        "seed": 0, "tool": "tabletop", "tool_version": "0", "version": 1,
    }
    source = folder / "hostile.json"
    source.write_text(json.dumps(run, ensure_ascii=False), encoding="utf-8")
    formats = ["json", "junit", "tap", "markdown", "html", "jsonl"]
    arguments = [program, "report", str(source), "-q", "--output-dir", str(folder)]
    result = subprocess.run(
        arguments + [part for name in formats for part in ("-r", name)],
        stdout=subprocess.DEVNULL, check=False,
    )
    expect("exit status", result.returncode, 1)
    again = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    expect("json: messages", [c["steps"][0]["expectations"][0]["message"] for c in again["cases"]], wanted)
    for line in (folder / "events.jsonl").read_bytes().split(b"\n")[:-1]:
        json.loads(line)
    junit(folder / "junit.xml", wanted)
    tap(folder / "report.tap", wanted)
    markdown(folder / "summary.md", wanted)
    page(folder / "report.html", wanted)
    print(f"{len(wanted)} hostile texts came back from json, jsonl, junit, tap, markdown and html")


main()
