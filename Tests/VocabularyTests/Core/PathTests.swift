import Answers
import Foundation
import Testing
import Vocabulary

@testable import Language

/// Programs with paths, and what CPython 3.11 prints for them.
@Suite("pathlib has CPython's meaning")
struct PathTests {
    private func printed(_ text: String) throws -> String {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        return try session.evaluate(text).printed.joined(separator: "\n")
    }

    @Test("Names and their parts")
    func names() throws {
        #expect(
            try printed(
                #"""
                from pathlib import Path, PurePath, PosixPath
                p = Path("data") / "raw" / "house.csv.gz"
                print(p, repr(p), p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parents[0], [str(q) for q in p.parents], p.parts)
                print(p.with_suffix(".txt"), p.with_name("x.csv"), p.with_stem("y"), Path("/a//b/./c/"), Path(), Path("a", "/b"), "x" / Path("y"))
                print(Path("/a/b/c").relative_to("/a"), Path("a/b") == Path("a/b/"), {Path("a"): 1}[Path("a")], sorted([Path("b"), Path("a/c"), Path("a")]))
                for f in (lambda: Path("a/b").relative_to("c"), lambda: Path("").with_name("q"), lambda: Path("a").with_suffix("txt"), lambda: Path(3), lambda: Path("a") / 3):
                    try:
                        f()
                    except Exception as e:
                        print(type(e).__name__, e)
                print(Path("x.tar.gz").match("*.gz"), Path("a/b.py").match("a/*.py"), Path("b.py").match("[a-c].p?"), Path(".bashrc").suffix, Path("a.").suffix, Path("/").name, Path("/").parent, Path("..") / "x")
                print(Path("a").is_absolute(), Path("/a").is_absolute(), Path("a/b").joinpath("c", "d"), Path("a/b").is_relative_to("a"), f"{Path('a/b')}", str(Path("./x")), Path("a/../b").as_posix())
                """#)
                    == #"""
                    data/raw/house.csv.gz PosixPath('data/raw/house.csv.gz') house.csv.gz house.csv .gz ['.csv', '.gz'] data/raw data/raw ['data/raw', 'data', '.'] ('data', 'raw', 'house.csv.gz')
                    data/raw/house.csv.txt data/raw/x.csv data/raw/y.gz /a/b/c . /b x/y
                    b/c True 1 [PosixPath('a'), PosixPath('a/c'), PosixPath('b')]
                    ValueError 'a/b' is not in the subpath of 'c' OR one path is relative and the other is absolute.
                    ValueError PosixPath('.') has an empty name
                    ValueError Invalid suffix 'txt'
                    TypeError expected str, bytes or os.PathLike object, not int
                    TypeError unsupported operand type(s) for /: 'PosixPath' and 'int'
                    True True True    / ../x
                    False True a/b/c/d True a/b x a/../b
                    """#)
    }

    @Test("Files are read, written, made and found where the session may write")
    func files() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/paths-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let session = Session(registry: Vocabulary.registry, permission: .everything)
        session.isPython = true
        let program = #"""
            from pathlib import Path
            import json
            import os
            d = Path("@")
            d.mkdir(exist_ok=True)
            (d / "sub" / "deep").mkdir(parents=True, exist_ok=True)
            print((d / "a.txt").write_text("hello\nworld\n"), (d / "a.txt").read_text().split())
            (d / "sub" / "b.csv").write_text("x,y\n1,2\n")
            (d / "sub" / "deep" / "c.csv").write_text("3")
            print(sorted(p.name for p in d.iterdir()), [p.name for p in d.glob("*.txt")], [p.name for p in sorted(d.rglob("*.csv"))], sorted(p.name for p in d.glob("*/*.csv")))
            print((d / "a.txt").exists(), (d / "a.txt").is_file(), d.is_dir(), (d / "nope").exists(), os.path.exists(d / "a.txt"), os.path.join(d, "x") == str(d / "x"))
            with (d / "a.txt").open() as f, open(d / "sub" / "b.csv") as g:
                print(f.readline().strip(), g.read().split())
            try:
                (d / "nope.txt").read_text()
            except FileNotFoundError as e:
                print(type(e).__name__)
            print(Path("x").absolute() == Path.cwd() / "x", (d / ".." / "q").resolve() == d.parent.resolve() / "q")
            """#
        let printed = try session.evaluate(program.replacingOccurrences(of: "@", with: folder)).printed
        #expect(
            printed == [
                "12 ['hello', 'world']", "['a.txt', 'sub'] ['a.txt'] ['b.csv', 'c.csv'] ['b.csv']",
                "True True True False True True", "hello ['x,y', '1,2']", "FileNotFoundError", "True True",
            ])
    }

    @Test("A lesson's code writes no file by way of a path")
    func permission() {
        let session = Session(registry: Vocabulary.registry)
        #expect(throws: (any Error).self) {
            try session.evaluate("from pathlib import Path\nPath(\"paths-test.txt\").write_text(\"x\")")
        }
        #expect(!FileManager.default.fileExists(atPath: "paths-test.txt"))
    }
}
