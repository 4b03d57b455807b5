/// `contextlib`: what can stand behind `with`.
enum ContextModule {
    static let words: [Word] = [
        module.word(
            "contextmanager",
            "stands as @contextmanager above a generator that yields once: what is before the yield, and what behind it",
            [Parameter("func", .any, .required, "a generator")], returns: "function",
            examples: [
                "from contextlib import contextmanager\n@contextmanager\ndef noted(name):\n    print(\"begin\", name)\n    yield name\n    print(\"end\", name)\nwith noted(\"a\") as n: print(n)"
            ], seeAlso: ["contextlib.nullcontext"]),
        module.word(
            "suppress", "passes over exceptions of these kinds",
            [Parameter("exceptions", .any, .otherwise("none"), "types of exceptions", isVariadic: true)],
            returns: "any", examples: ["from contextlib import suppress\nwith suppress(KeyError): {}[\"a\"]"]),
        module.word(
            "nullcontext", "a context that does nothing",
            [Parameter("enter_result", .any, .value(.none), "what stands behind as")], returns: "any",
            examples: ["from contextlib import nullcontext\nwith nullcontext(5) as n: print(n)"]),
        module.word(
            "closing", "calls close() of a thing at the end", [Parameter("thing", .any, .required, "what is closed")],
            returns: "any",
            examples: [
                "from contextlib import closing\nclass Line:\n    def close(self): print(\"closed\")\nwith closing(Line()): pass"
            ]),
        module.word(
            "ExitStack", "contexts that are entered one after the other, and left together", returns: "any",
            examples: [
                "from contextlib import ExitStack, nullcontext\nwith ExitStack() as stack: print(stack.enter_context(nullcontext(3)))"
            ]),
    ]

    private static let module = WrittenModule("contextlib", ContextModule.text)

    private static let text = #"""
        class _GeneratorContextManager:
            __module__ = "contextlib"

            def __init__(self, function, args, kwds):
                self.gen = function(*args, **kwds)
                self.func, self.args, self.kwds = function, args, kwds

            def __enter__(self):
                try:
                    return next(self.gen)
                except StopIteration:
                    raise RuntimeError("generator didn't yield") from None

            def __exit__(self, typ, value, traceback):
                if typ is None:
                    try:
                        next(self.gen)
                    except StopIteration:
                        return False
                    raise RuntimeError("generator didn't stop")
                try:
                    self.gen.throw(value)
                except StopIteration as stop:
                    return stop is not value
                except BaseException as error:
                    if error is value:
                        return False
                    raise
                raise RuntimeError("generator didn't stop after throw()")

            def __call__(self, function):
                def inside(*args, **kwds):
                    with _GeneratorContextManager(self.func, self.args, self.kwds):
                        return function(*args, **kwds)

                return inside


        def contextmanager(func):
            def helper(*args, **kwds):
                return _GeneratorContextManager(func, args, kwds)

            helper.__name__ = func.__name__
            helper.__doc__ = func.__doc__
            helper.__wrapped__ = func
            return helper


        class suppress:
            __module__ = "contextlib"

            def __init__(self, *exceptions):
                self._exceptions = exceptions

            def __enter__(self):
                pass

            def __exit__(self, exctype, excinst, exctb):
                return exctype is not None and issubclass(exctype, self._exceptions)


        class nullcontext:
            __module__ = "contextlib"

            def __init__(self, enter_result=None):
                self.enter_result = enter_result

            def __enter__(self):
                return self.enter_result

            def __exit__(self, *excinfo):
                pass


        class closing:
            __module__ = "contextlib"

            def __init__(self, thing):
                self.thing = thing

            def __enter__(self):
                return self.thing

            def __exit__(self, *exc_info):
                self.thing.close()


        class ExitStack:
            __module__ = "contextlib"

            def __init__(self):
                self._exits = []

            def enter_context(self, cm):
                result = cm.__enter__()
                self._exits.append(cm.__exit__)
                return result

            def callback(self, callback, /, *args, **kwds):
                def leave(typ, value, traceback):
                    callback(*args, **kwds)

                self._exits.append(leave)
                return callback

            def close(self):
                self.__exit__(None, None, None)

            def __enter__(self):
                return self

            def __exit__(self, typ, value, traceback):
                handled = False
                failure = value
                while self._exits:
                    leave = self._exits.pop()
                    try:
                        if leave(typ, failure, traceback):
                            typ, failure, handled = None, None, True
                    except BaseException as error:
                        typ, failure, handled = type(error), error, False
                if failure is not None and failure is not value:
                    raise failure
                return handled and value is not None
        """#
}
