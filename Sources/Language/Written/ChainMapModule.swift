/// `collections.ChainMap`: dicts one behind the other, seen as one.
enum ChainMapModule {
    static let words: [Word] = [
        module.word(
            "ChainMap", "dicts that are searched one after the other; what is set goes into the first",
            [
                Parameter(
                    "maps", .any, .otherwise("one empty dict"), "dicts, the first of which counts most",
                    isVariadic: true)
            ],
            returns: "any",
            examples: ["from collections import ChainMap\nChainMap({\"lr\": 0.1}, {\"lr\": 1, \"epochs\": 5})[\"lr\"]"])
    ]

    private static let module = WrittenModule("collections", ChainMapModule.text)

    private static let text = #"""
        class ChainMap:
            __module__ = "collections"

            def __init__(self, *maps):
                self.maps = list(maps) or [{}]

            def __getitem__(self, key):
                for mapping in self.maps:
                    if key in mapping:
                        return mapping[key]
                raise KeyError(key)

            def get(self, key, default=None):
                return self[key] if key in self else default

            def _all(self):
                found = {}
                for mapping in reversed(self.maps):
                    for key in mapping:
                        found[key] = None
                return {key: self[key] for key in found}

            def __len__(self):
                return len(self._all())

            def __iter__(self):
                return iter(self._all())

            def __contains__(self, key):
                return any(key in mapping for mapping in self.maps)

            def __bool__(self):
                return any(self.maps)

            def __eq__(self, other):
                return self._all() == (other._all() if isinstance(other, ChainMap) else other)

            def __repr__(self):
                return f"ChainMap({', '.join(map(repr, self.maps))})"

            def keys(self):
                return self._all().keys()

            def values(self):
                return self._all().values()

            def items(self):
                return self._all().items()

            def copy(self):
                return ChainMap(self.maps[0].copy(), *self.maps[1:])

            def new_child(self, m=None, **kwargs):
                first = kwargs if m is None else m
                first.update(kwargs)
                return ChainMap(first, *self.maps)

            @property
            def parents(self):
                return ChainMap(*self.maps[1:])

            def __setitem__(self, key, value):
                self.maps[0][key] = value

            def __delitem__(self, key):
                if key not in self.maps[0]:
                    raise KeyError(f"Key not found in the first mapping: {key!r}")
                del self.maps[0][key]

            def pop(self, key, *default):
                if key not in self.maps[0] and not default:
                    raise KeyError(f"Key not found in the first mapping: {key!r}")
                return self.maps[0].pop(key, *default)

            def setdefault(self, key, default=None):
                if key not in self:
                    self[key] = default
                return self[key]

            def update(self, other=(), **kwargs):
                self.maps[0].update(other, **kwargs)

            def clear(self):
                self.maps[0].clear()
        """#
}
