"""What is shown of the server's logs."""

from pathlib import Path

from greffier.graph.neo4j.logs import console, last_lines, now, told_since


def test_only_what_was_told_since_is_shown(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    assert told_since(tmp_path, now(tmp_path)) == ""
    (tmp_path / "logs" / "neo4j.log").write_text("long ago\n", "utf-8")
    moment = now(tmp_path)
    (tmp_path / "logs" / "neo4j.log").write_text("long ago\nstarting\n\nno room é\n", "utf-8")
    console(tmp_path).write_bytes(b"Java says \xff\n")
    assert told_since(tmp_path, moment) == "starting\nno room é\nJava says \ufffd"


def test_places_in_the_code_are_left_out_and_the_end_is_kept() -> None:
    text = "\n".join(
        [
            *(f"line {number}" for number in range(20)),
            "2026-11-22 11:00:15.108+0000 WARN  at org.neo4j.io.Cache$File.close(File.java:314)",
            "\tat java.base/java.lang.Thread.run(Thread.java:840)",
            "\t... 12 more",
            "Caused by: java.io.IOException: No space left on device",
        ]
    )
    assert last_lines(text).splitlines() == [
        *(f"line {number}" for number in range(6, 20)),
        "Caused by: java.io.IOException: No space left on device",
    ]
