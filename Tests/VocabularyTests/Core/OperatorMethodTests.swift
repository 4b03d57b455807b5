import Answers
import Language
import Testing
import Vocabulary

/// The methods behind operators, asked of values of builtin types; what CPython 3.11 prints for these lines.
@Suite("Methods behind operators")
struct OperatorMethodTests {
    private func printed(_ code: String) throws -> [String] {
        try Session(registry: Vocabulary.registry).evaluate(code).printed.flatMap {
            $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test func hasattrFindsThemWhereTheTypeHasThem() throws {
        let found = try printed(
            """
            names = ("__len__", "__iter__", "__getitem__", "__call__", "__next__", "__contains__")
            for v in ([1], (1,), {"a": 1}, "ab", {1}, range(3), 1.5, None, len, lambda x: x, iter([1])):
                print([n for n in names if hasattr(v, n)])
            class Bare:
                pass
            print(hasattr(Bare(), "__len__"), hasattr(Bare(), "__iter__"))
            """)
        #expect(
            found == [
                "['__len__', '__iter__', '__getitem__', '__contains__']",
                "['__len__', '__iter__', '__getitem__', '__contains__']",
                "['__len__', '__iter__', '__getitem__', '__contains__']",
                "['__len__', '__iter__', '__getitem__', '__contains__']",
                "['__len__', '__iter__', '__contains__']",
                "['__len__', '__iter__', '__getitem__', '__contains__']",
                "[]",
                "[]",
                "['__call__']",
                "['__call__']",
                "['__iter__', '__next__']",
                "False False",
            ])
    }

    @Test func theyAreCalled() throws {
        let found = try printed(
            """
            q, d = [0.5, 2.5, 1.0], {"a": 3, "b": 1}
            print(max(range(3), key=q.__getitem__), sorted(d, key=d.__getitem__), q.__len__(), d.__contains__("a"))
            d.__setitem__("c", 7)
            print(d, list(map("abc".__getitem__, [2, 0])), len.__call__([1, 2]), list([3, 4].__iter__()))
            class Point:
                pass
            p = Point()
            p.x = 1
            delattr(p, "x")
            print(hasattr(p, "x"))
            """)
        #expect(
            found == [
                "1 ['b', 'a'] 3 True",
                "{'a': 3, 'b': 1, 'c': 7} ['c', 'a'] 2 [3, 4]",
                "False",
            ])
    }

    @Test func loopsInTqdmCountWithoutABar() throws {
        let found = try printed(
            """
            from tqdm import tqdm, trange
            from tqdm.auto import tqdm as other
            p = tqdm(range(3), desc="epoch")
            for i in p:
                p.set_postfix(loss=0.123456, acc=1, name="x")
                p.set_description(f"e {i}")
            print(p.n, p.total, p.desc, p.postfix, len(p))
            with tqdm(total=10) as bar:
                bar.update(4)
                bar.update()
            print(bar.n, [i for i in trange(2, 5)], list(other(enumerate([5, 6]), total=2)))
            for i, (x, y) in enumerate(tqdm(zip([1, 2], [3, 4]))):
                print(i, x, y)
            tqdm.write("done")
            print(tqdm.format_num(1e-5), tqdm.format_num(123456789), tqdm.format_num(0.5))
            """)
        #expect(
            found == [
                "3 3 e 2:  acc=1, loss=0.123, name=x 3",
                "5 [2, 3, 4] [(0, 5), (1, 6)]",
                "0 1 3",
                "1 2 4",
                "done",
                "1e-5 1.23e+8 0.5",
            ])
    }
}
