/// `operator`: the operators as functions.
enum OperatorModule {
    static let words: [Word] = [
        module.word(
            "add", "the function a + b",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.add(2, 3)"]),
        module.word(
            "sub", "the function a - b",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.sub(2, 3)"]),
        module.word(
            "mul", "the function a * b",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.mul(2, 3)"]),
        module.word(
            "truediv", "the function a / b",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.truediv(2, 3)"]),
        module.word(
            "floordiv", "the function a // b",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.floordiv(7, 3)"]),
        module.word(
            "mod", "the function a % b",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.mod(7, 3)"]),
        module.word(
            "pow", "the function a ** b",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.pow(2, 3)"]),
        module.word(
            "and_", "the function a & b",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.and_(6, 3)"]),
        module.word(
            "or_", "the function a | b",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.or_(6, 3)"]),
        module.word(
            "xor", "the exclusive or of a and b",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.xor(6, 3)"]),
        module.word(
            "eq", "the function a == b",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.eq(2, 3)"]),
        module.word(
            "ne", "the function a != b",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.ne(2, 3)"]),
        module.word(
            "lt", "the function a < b",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.lt(2, 3)"]),
        module.word(
            "le", "the function a <= b",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.le(2, 3)"]),
        module.word(
            "gt", "the function a > b",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.gt(2, 3)"]),
        module.word(
            "ge", "the function a >= b",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.ge(2, 3)"]),
        module.word(
            "is_", "the function a is b",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.is_(None, None)"]),
        module.word(
            "contains", "the function b in a",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.contains([1, 2], 2)"]),
        module.word(
            "getitem", "the function a[b]",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.getitem([1, 2], 0)"]),
        module.word(
            "concat", "the function a + b, of sequences",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\noperator.concat([1], [2])"]),
        module.word(
            "matmul", "the function a @ b",
            [Parameter("a", .any, .required, "the left side"), Parameter("b", .any, .required, "the right side")],
            returns: "any", examples: ["import operator\nimport numpy as np\noperator.matmul(np.eye(2), np.ones(2))"]),
        module.word(
            "neg", "the function -a", [Parameter("a", .any, .required, "a number")], returns: "any",
            examples: ["import operator\noperator.neg(2)"]),
        module.word(
            "pos", "the function +a", [Parameter("a", .any, .required, "a number")], returns: "any",
            examples: ["import operator\noperator.pos(2)"]),
        module.word(
            "not_", "the function not a", [Parameter("a", .any, .required, "any value")], returns: "bool",
            examples: ["import operator\noperator.not_([])"]),
        module.word(
            "truth", "whether a value counts as true", [Parameter("a", .any, .required, "any value")], returns: "bool",
            examples: ["import operator\noperator.truth([])"]),
        module.word(
            "setitem", "the statement a[b] = c",
            [
                Parameter("a", .any, .required, "a list or dict"), Parameter("b", .any, .required, "the place"),
                Parameter("c", .any, .required, "the new value"),
            ], returns: "None", examples: ["import operator\na = [1]\noperator.setitem(a, 0, 2)\na"]),
        module.word(
            "delitem", "the statement del a[b]",
            [Parameter("a", .any, .required, "a list or dict"), Parameter("b", .any, .required, "the place")],
            returns: "None", examples: ["import operator\na = [1, 2]\noperator.delitem(a, 0)\na"]),
        module.word(
            "itemgetter", "a function that takes an element, or a tuple of several",
            [
                Parameter("item", .any, .required, "a place or key"),
                Parameter("items", .any, .otherwise("none"), "further ones", isVariadic: true),
            ], returns: "function",
            examples: ["from operator import itemgetter\nsorted([(2, 1), (1, 2)], key=itemgetter(1))"],
            seeAlso: ["operator.attrgetter"]),
        module.word(
            "attrgetter", "a function that takes an attribute, or a tuple of several",
            [
                Parameter("attr", .any, .required, "its name"),
                Parameter("attrs", .any, .otherwise("none"), "further ones", isVariadic: true),
            ], returns: "function", examples: ["from operator import attrgetter\nattrgetter(\"real\")(3)"],
            seeAlso: ["operator.itemgetter"]),
        module.word(
            "methodcaller", "a function that calls a method",
            [
                Parameter("name", .any, .required, "its name"),
                Parameter("args", .any, .otherwise("none"), "its arguments", isVariadic: true),
                Parameter("kwargs", .any, .otherwise("none"), "those by name", isVariadic: true, isKeywordOnly: true),
            ], returns: "function", examples: ["from operator import methodcaller\nmethodcaller(\"upper\")(\"a\")"],
            seeAlso: ["operator.attrgetter"]),
    ]

    private static let module = WrittenModule("operator", OperatorModule.text)

    private static let text = #"""
        def add(a, b, /):
            return a + b


        def sub(a, b, /):
            return a - b


        def mul(a, b, /):
            return a * b


        def truediv(a, b, /):
            return a / b


        def floordiv(a, b, /):
            return a // b


        def mod(a, b, /):
            return a % b


        def pow(a, b, /):
            return a**b


        def matmul(a, b, /):
            return a @ b


        def neg(a, /):
            return -a


        def pos(a, /):
            return +a


        def and_(a, b, /):
            return a & b


        def or_(a, b, /):
            return a | b


        def xor(a, b, /):
            return a ^ b


        def eq(a, b, /):
            return a == b


        def ne(a, b, /):
            return a != b


        def lt(a, b, /):
            return a < b


        def le(a, b, /):
            return a <= b


        def gt(a, b, /):
            return a > b


        def ge(a, b, /):
            return a >= b


        def not_(a, /):
            return not a


        def truth(a, /):
            return bool(a)


        def is_(a, b, /):
            return a is b


        def contains(a, b, /):
            return b in a


        def getitem(a, b, /):
            return a[b]


        def setitem(a, b, c, /):
            a[b] = c


        def delitem(a, b, /):
            del a[b]


        def concat(a, b, /):
            return a + b


        def itemgetter(item, /, *items):
            if not items:
                return lambda obj: obj[item]
            return lambda obj: tuple([obj[one] for one in (item, *items)])


        def attrgetter(attr, /, *attrs):
            def found(obj, path):
                for name in path.split("."):
                    obj = getattr(obj, name)
                return obj

            if not attrs:
                return lambda obj: found(obj, attr)
            return lambda obj: tuple([found(obj, one) for one in (attr, *attrs)])


        def methodcaller(name, /, *args, **kwargs):
            return lambda obj: getattr(obj, name)(*args, **kwargs)
        """#
}
