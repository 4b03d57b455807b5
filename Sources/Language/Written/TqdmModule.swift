/// `tqdm`: loops that would show a bar; here they run without one, and know how far they are.
enum TqdmModule {
    static let words: [Word] = [
        module.word(
            "tqdm", aliases: ["tqdm.auto.tqdm", "tqdm.notebook.tqdm", "tqdm.std.tqdm"],
            "goes through a loop and counts, without a bar: desc, n, total and postfix are kept",
            [
                Parameter("iterable", .any, .value(.none), "what is gone through"),
                Parameter("desc", .any, .value(.none), "what would stand in front of the bar"),
                Parameter("total", .any, .value(.none), "how many steps there are, where nothing tells"),
                Parameter("leave", .any, .value(.bool(true)), "has no effect here"),
                Parameter(
                    "settings", .any, .otherwise("nothing"), "ncols, unit, disable …: of the bar", isVariadic: true,
                    isKeywordOnly: true),
            ], returns: "any",
            examples: ["from tqdm import tqdm\nfor epoch in tqdm(range(3)):\n    print(epoch)"]),
        module.word(
            "trange", aliases: ["tqdm.auto.trange", "tqdm.notebook.trange", "tqdm.std.trange"],
            "tqdm(range(…))",
            [Parameter("args", .any, .otherwise("nothing"), "as range takes them", isVariadic: true)],
            returns: "any",
            examples: ["from tqdm import trange\n[i for i in trange(3)]"]),
    ]

    private static let module = WrittenModule("tqdm", TqdmModule.text)

    private static let text = #"""
        class tqdm:
            __module__ = "tqdm.std"

            def __init__(
                self, iterable=None, desc=None, total=None, leave=True, file=None, ncols=None, mininterval=0.1, maxinterval=10.0,
                miniters=None, ascii=None, disable=False, unit="it", unit_scale=False, dynamic_ncols=False, smoothing=0.3,
                bar_format=None, initial=0, position=None, postfix=None, unit_divisor=1000, write_bytes=False, lock_args=None,
                nrows=None, colour=None, delay=0.0, **kwargs
            ):
                if kwargs:
                    raise TypeError(f"Unknown argument(s): {kwargs}")
                if total is None and hasattr(iterable, "__len__"):
                    total = len(iterable)
                self.iterable, self.total, self.leave, self.disable = iterable, total, leave, disable
                self.unit, self.initial, self.n, self.pos = unit, initial, initial, position
                self.desc = desc + ": " if desc else ""
                self.postfix = None
                if isinstance(postfix, dict):
                    self.set_postfix(postfix)
                elif postfix is not None:
                    self.postfix = postfix

            def __iter__(self):
                if self.iterable is None:
                    raise TypeError("'NoneType' object is not iterable")
                for value in self.iterable:
                    yield value
                    if not self.disable:
                        self.n += 1

            def __len__(self):
                if self.iterable is None:
                    return self.total
                return len(self.iterable) if hasattr(self.iterable, "__len__") else self.total

            def __bool__(self):
                if self.total is not None:
                    return self.total > 0
                if self.iterable is None:
                    raise TypeError("bool() undefined when iterable == total == None")
                return bool(self.iterable)

            def __enter__(self):
                return self

            def __exit__(self, *problem):
                self.close()

            def update(self, n=1):
                if not self.disable:
                    self.n += n

            def set_description(self, desc=None, refresh=True):
                self.desc = desc + ": " if desc else ""

            def set_description_str(self, desc=None, refresh=True):
                self.desc = desc or ""

            def set_postfix(self, ordered_dict=None, refresh=True, **kwargs):
                shown = dict(ordered_dict or {})
                for name in sorted(kwargs):
                    shown[name] = kwargs[name]
                parts = []
                for name, value in shown.items():
                    if isinstance(value, (int, float)):
                        value = self.format_num(value)
                    elif not isinstance(value, str):
                        value = str(value)
                    parts.append(f"{name}={value.strip()}")
                self.postfix = ", ".join(parts)

            def set_postfix_str(self, s="", refresh=True):
                self.postfix = str(s)

            def reset(self, total=None):
                self.n = 0
                if total is not None:
                    self.total = total

            def refresh(self, *args, **kwargs):
                pass

            def clear(self, *args, **kwargs):
                pass

            def unpause(self):
                pass

            def close(self):
                pass

            @staticmethod
            def format_num(n):
                short = f"{n:.3g}".replace("e+0", "e+").replace("e-0", "e-")
                whole = str(n)
                return short if len(short) < len(whole) else whole

            @staticmethod
            def write(s, file=None, end="\n", nolock=False):
                if file is None:
                    print(s, end=end)
                else:
                    print(s, end=end, file=file)


        def trange(*args, **kwargs):
            return tqdm(range(*args), **kwargs)
        """#
}
