import Answers
import Testing
import Vocabulary

@testable import Language

/// What a script finds of the call that runs it, and where its messages go.
@Suite("Scripts have arguments and a place for their messages")
struct ScriptCallTests {
    private func printed(_ text: String) throws -> String {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        return try session.evaluate(text).printed.joined(separator: "\n")
    }

    @Test("An argument of argparse is spelled as CPython spells it")
    func arguments() throws {
        #expect(
            try printed(
                #"""
                import argparse
                p = argparse.ArgumentParser(prog="train.py")
                print(p.add_argument("--lr", "-l", type=float, default=0.1, help="rate"))
                print(p.add_argument("--v", action="store_true"), p.add_argument("name"))
                print(p.add_argument("--c", action="count"))
                print(p.add_argument("--k", action="append", nargs="+", choices=[1, 2]))
                """#)
                    == #"""
                    _StoreAction(option_strings=['--lr', '-l'], dest='lr', nargs=None, const=None, default=0.1, type=<class 'float'>, choices=None, required=False, help='rate', metavar=None)
                    _StoreTrueAction(option_strings=['--v'], dest='v', nargs=0, const=True, default=False, type=None, choices=None, required=False, help=None, metavar=None) _StoreAction(option_strings=[], dest='name', nargs=None, const=None, default=None, type=None, choices=None, required=True, help=None, metavar=None)
                    _CountAction(option_strings=['--c'], dest='c', nargs=0, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None)
                    _AppendAction(option_strings=['--k'], dest='k', nargs='+', const=None, default=None, type=None, choices=[1, 2], required=False, help=None, metavar=None)
                    """#)
    }

    @Test("sys.argv is what the session was given, and messages go where it says")
    func scripts() throws {
        let session = Session(registry: Vocabulary.registry)
        session.arguments = ["runs/train.py", "--epochs", "5"]
        let messages = Messages()
        session.messages = { messages.add($0) }
        let printed = try session.evaluate(
            """
            import sys, argparse, logging, warnings
            parser = argparse.ArgumentParser()
            parser.add_argument("--epochs", type=int)
            print(sys.argv, parser.parse_args().epochs, parser.prog)
            logging.warning("late")
            logging.getLogger("a").error("worse")
            warnings.warn("slow")
            print("to stderr", file=sys.stderr)
            sys.stderr.write("piece")
            print("out")
            """
        ).printed
        #expect(printed == ["['runs/train.py', '--epochs', '5'] 5 train.py", "out"])
        #expect(messages.text == "WARNING:root:late\nERROR:a:worse\nUserWarning: slow\nto stderr\npiece")
    }

    private final class Messages: @unchecked Sendable {
        var text = ""
        func add(_ more: String) { text += more }
    }
}
