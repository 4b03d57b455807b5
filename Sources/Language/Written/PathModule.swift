/// `pathlib`: names of files and folders as objects, and what stands in them as far as the session may look.
enum PathModule {
    static let words: [Word] = [
        module.word(
            "Path", "the name of a file or folder, with what can be asked of it", [segments], returns: "any",
            examples: [
                "from pathlib import Path\np = Path(\"runs\") / \"net.keras\"\np.suffix, p.stem, p.parent",
                "from pathlib import Path\nPath(\"runs\").exists()",
            ], seeAlso: ["os.path.join", "open"]),
        module.word(
            "PurePath", "the same without files: a name alone", [segments], returns: "any",
            examples: ["from pathlib import PurePath\nPurePath(\"a/b\").with_suffix(\".txt\")"],
            seeAlso: ["pathlib.Path"]),
        module.word(
            "PosixPath", "what Path is on this machine", [segments], returns: "any",
            examples: ["from pathlib import PosixPath\nPosixPath(\"a\", \"b\").parts"], seeAlso: ["pathlib.Path"]),
        module.word(
            "PurePosixPath", "what PurePath is on this machine", [segments], returns: "any",
            examples: ["from pathlib import PurePosixPath\nPurePosixPath(\"/a/b\").relative_to(\"/a\")"],
            seeAlso: ["pathlib.Path"]),
    ]

    private static let segments = Parameter(
        "pathsegments", .any, .otherwise("the folder that this was started in"), "texts or paths", isVariadic: true)

    private static let module = WrittenModule("pathlib", PathModule.text)

    private static let text = #"""
        import os


        class PurePosixPath:
            __module__ = "pathlib"
            __dataclass_key__ = ("_text",)

            def __init__(self, *pathsegments):
                texts = []
                for segment in pathsegments:
                    text = segment._text if isinstance(segment, PurePosixPath) else segment
                    if not isinstance(text, str):
                        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(text).__name__}")
                    if text.startswith("/"):
                        texts = []
                    texts.append(text)
                joined = "/".join([text for text in texts if text])
                slashes = len(joined) - len(joined.lstrip("/"))
                self.root = "" if slashes == 0 else "//" if slashes == 2 else "/"
                self._names = [name for name in joined.split("/") if name and name != "."]
                self._text = self.root + "/".join(self._names) or "."

            def _made(self, root, names):
                return type(self)(root + "/".join(names))

            def __str__(self):
                return self._text

            def __fspath__(self):
                return self._text

            def __repr__(self):
                return f"{type(self).__name__}({self._text!r})"

            def as_posix(self):
                return self._text

            def __eq__(self, other):
                if not isinstance(other, PurePosixPath):
                    return NotImplemented
                return self._text == other._text

            def __lt__(self, other):
                if not isinstance(other, PurePosixPath):
                    return NotImplemented
                return self.parts < other.parts

            def __le__(self, other):
                if not isinstance(other, PurePosixPath):
                    return NotImplemented
                return self.parts <= other.parts

            def __gt__(self, other):
                if not isinstance(other, PurePosixPath):
                    return NotImplemented
                return self.parts > other.parts

            def __ge__(self, other):
                if not isinstance(other, PurePosixPath):
                    return NotImplemented
                return self.parts >= other.parts

            def __truediv__(self, other):
                if not isinstance(other, (str, PurePosixPath)):
                    return NotImplemented
                return type(self)(self, other)

            def __rtruediv__(self, other):
                if not isinstance(other, str):
                    return NotImplemented
                return type(self)(other, self)

            def joinpath(self, *others):
                return type(self)(self, *others)

            @property
            def drive(self):
                return ""

            @property
            def anchor(self):
                return self.root

            @property
            def parts(self):
                return tuple(([self.root] if self.root else []) + self._names)

            @property
            def name(self):
                return self._names[-1] if self._names else ""

            @property
            def suffix(self):
                place = self.name.rfind(".")
                return self.name[place:] if 0 < place < len(self.name) - 1 else ""

            @property
            def suffixes(self):
                if self.name.endswith("."):
                    return []
                return ["." + part for part in self.name.lstrip(".").split(".")[1:]]

            @property
            def stem(self):
                place = self.name.rfind(".")
                return self.name[:place] if 0 < place < len(self.name) - 1 else self.name

            @property
            def parent(self):
                return self._made(self.root, self._names[:-1]) if self._names else self

            @property
            def parents(self):
                return tuple([self._made(self.root, self._names[:n]) for n in range(len(self._names) - 1, -1, -1)])

            def is_absolute(self):
                return self.root != ""

            def with_name(self, name):
                if not self._names:
                    raise ValueError(f"{self!r} has an empty name")
                if not name or "/" in name or name == ".":
                    raise ValueError(f"Invalid name {name!r}")
                return self._made(self.root, self._names[:-1] + [name])

            def with_stem(self, stem):
                return self.with_name(stem + self.suffix)

            def with_suffix(self, suffix):
                if "/" in suffix or suffix and not suffix.startswith(".") or suffix == ".":
                    raise ValueError(f"Invalid suffix {suffix!r}")
                if not self.name:
                    raise ValueError(f"{self!r} has an empty name")
                return self.with_name(self.stem + suffix)

            def relative_to(self, *other):
                base = type(self)(*other)
                if base.root != self.root or self._names[: len(base._names)] != base._names:
                    raise ValueError(
                        f"{self._text!r} is not in the subpath of {base._text!r} OR one path is relative and the other is "
                        "absolute."
                    )
                return self._made("", self._names[len(base._names) :])

            def is_relative_to(self, *other):
                base = type(self)(*other)
                return base.root == self.root and self._names[: len(base._names)] == base._names

            def match(self, path_pattern):
                pattern = PurePosixPath(path_pattern)
                if not pattern.parts:
                    raise ValueError("empty pattern")
                if pattern.root and (pattern.root != self.root or len(pattern.parts) != len(self.parts)):
                    return False
                if len(pattern._names) > len(self._names):
                    return False
                pairs = zip(reversed(self._names), reversed(pattern._names))
                return all([_fits(name, wanted) for name, wanted in pairs])


        class PosixPath(PurePosixPath):
            __module__ = "pathlib"

            @classmethod
            def cwd(cls):
                return cls(os.getcwd())

            def absolute(self):
                return self if self.is_absolute() else PosixPath(os.getcwd(), self)

            def resolve(self, strict=False):
                if strict and not self.exists():
                    raise FileNotFoundError(f"[Errno 2] No such file or directory: {str(self.absolute())!r}")
                names = []
                for name in self.absolute()._names:
                    if name != "..":
                        names.append(name)
                    elif names:
                        names.pop()
                return self._made("/", names)

            def exists(self):
                return os.path.exists(self._text)

            def is_file(self):
                return os.path.isfile(self._text)

            def is_dir(self):
                return os.path.isdir(self._text)

            def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
                return open(self._text, mode, encoding=encoding, newline=newline)

            def read_text(self, encoding=None, errors=None):
                with open(self._text, encoding=encoding) as file:
                    return file.read()

            def write_text(self, data, encoding=None, errors=None, newline=None):
                if not isinstance(data, str):
                    raise TypeError(f"data must be str, not {type(data).__name__}")
                with open(self._text, "w", encoding=encoding, newline=newline) as file:
                    return file.write(data)

            def mkdir(self, mode=0o777, parents=False, exist_ok=False):
                if exist_ok and self.is_dir():
                    return
                if parents:
                    os.makedirs(self._text, exist_ok=exist_ok)
                else:
                    os.mkdir(self._text)

            def iterdir(self):
                for name in os.listdir(self._text):
                    yield self / name

            def glob(self, pattern):
                if not pattern:
                    raise ValueError(f"Unacceptable pattern: {pattern!r}")
                if pattern.startswith("/"):
                    raise NotImplementedError("Non-relative patterns are unsupported")
                yield from _found(self, PurePosixPath(pattern)._names)

            def rglob(self, pattern):
                yield from self.glob("**/" + pattern)


        Path, PurePath = PosixPath, PurePosixPath


        def _found(folder, names):
            if not names:
                yield folder
                return
            if not folder.is_dir():
                return
            if names[0] == "**":
                yield from _found(folder, names[1:])
                for inner in folder.iterdir():
                    if inner.is_dir():
                        yield from _found(inner, names)
                return
            if not any([sign in names[0] for sign in "*?["]):
                if (folder / names[0]).exists():
                    yield from _found(folder / names[0], names[1:])
                return
            for inner in folder.iterdir():
                if _fits(inner.name, names[0]) and (len(names) == 1 or inner.is_dir()):
                    yield from _found(inner, names[1:])


        def _fits(name, pattern):
            # `*`, `?` and sets such as [a-z] and [!a], as in fnmatch.
            n, p, star, back = 0, 0, -1, 0
            while n < len(name):
                taken = 0
                if p < len(pattern):
                    if pattern[p] == "*":
                        star, back = p, n
                        p += 1
                        continue
                    taken = _one(name[n], pattern, p)
                if taken:
                    n, p = n + 1, p + taken
                elif star >= 0:
                    back += 1
                    n, p = back, star + 1
                else:
                    return False
            return pattern[p:].strip("*") == ""


        def _one(character, pattern, place):
            # How much of the pattern stands for one character; 0 where it is another.
            if pattern[place] == "?":
                return 1
            if pattern[place] == "[":
                end = pattern.find("]", place + 3 if pattern[place + 1 : place + 2] == "!" else place + 2)
                if end > 0:
                    inside = pattern[place + 1 : end]
                    negative = inside.startswith("!")
                    inside, found, at = inside[negative:], False, 0
                    while at < len(inside):
                        if at + 2 < len(inside) and inside[at + 1] == "-":
                            found = found or inside[at] <= character <= inside[at + 2]
                            at += 3
                        else:
                            found = found or inside[at] == character
                            at += 1
                    return 0 if found == negative else end + 1 - place
            return 1 if pattern[place] == character else 0
        """#
}
