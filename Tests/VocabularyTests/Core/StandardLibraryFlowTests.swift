import Answers
import Language
import Testing
import Vocabulary

/// Programs, and what CPython 3.11 prints for them.
@Suite("What is entered and left, warned of and logged, as CPython has it")
struct StandardLibraryFlowTests {
    private func printed(_ text: String) throws -> String {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        return try session.evaluate(text).printed.joined(separator: "\n")
    }

    @Test("Contexts, abstract classes, warnings and streams")
    func contexts() throws {
        #expect(
            try printed(
                #"""
                from abc import ABCMeta, abstractmethod
                from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
                import io
                import sys
                import warnings

                @contextmanager
                def noted(name):
                    print("begin", name)
                    try:
                        yield name.upper()
                    finally:
                        print("end", name)

                with noted("a") as n:
                    print(n)
                try:
                    with noted("b"):
                        raise ValueError("z")
                except ValueError as e:
                    print("out", e)
                with suppress(KeyError, ZeroDivisionError):
                    {}["x"]
                with nullcontext(5) as five:
                    print(five)

                @contextmanager
                def swallowing():
                    try:
                        yield
                    except KeyError as e:
                        print("swallowed", e)

                with swallowing():
                    raise KeyError("k")
                with ExitStack() as stack:
                    print(stack.enter_context(noted("c")))
                    stack.callback(print, "called")

                class Line:
                    def close(self):
                        print("closed")

                with closing(Line()):
                    pass

                class Rule(metaclass=ABCMeta):
                    @abstractmethod
                    def step(self): ...

                try:
                    Rule()
                except TypeError as e:
                    print(e)
                with warnings.catch_warnings(record=True) as found:
                    warnings.simplefilter("always")
                    warnings.warn("late")
                    warnings.warn("old", DeprecationWarning)
                print(len(found), found[0].message, found[1].category.__name__)
                warnings.simplefilter("ignore")
                warnings.warn("silent")
                warnings.simplefilter("error")
                try:
                    warnings.warn("loud")
                except UserWarning as e:
                    print("raised", e)
                f = io.StringIO()
                print("to a file", 3, file=f)
                sys.stdout.write("out\n")
                print(repr(f.getvalue()), sys.version_info >= (3, 8), len(sys.argv))
                """#)
                    == #"""
                    begin a
                    A
                    end a
                    begin b
                    end b
                    out z
                    5
                    swallowed 'k'
                    begin c
                    C
                    called
                    end c
                    closed
                    Can't instantiate abstract class Rule with abstract method step
                    2 late DeprecationWarning
                    raised loud
                    out
                    'to a file 3\n' True 1
                    """#)
    }

    @Test("Messages of several levels")
    func logs() throws {
        #expect(
            try printed(
                #"""
                import logging, sys

                logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stdout)
                logging.debug("hidden")
                logging.info("epoch %d: %.3f", 3, 0.25)
                log = logging.getLogger("train.data")
                log.warning("only %s rows", 5)
                log.setLevel(logging.ERROR)
                log.warning("hidden")
                handler = logging.StreamHandler(sys.stdout)
                handler.setFormatter(logging.Formatter("%(levelname)-8s|%(message)s"))
                log.addHandler(handler)
                log.propagate = False
                log.error("boom")
                print(log, logging.getLevelName(20), log.isEnabledFor(logging.INFO), logging.getLogger("train.data") is log)
                """#)
                    == #"""
                    INFO root: epoch 3: 0.250
                    WARNING train.data: only 5 rows
                    ERROR   |boom
                    <Logger train.data (ERROR)> INFO False True
                    """#)
    }
}
