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
        // What is written to standard error is looked at elsewhere.
        session.messages = { _ in }
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

    @Test("Which texts are negative numbers, and what help says of a version, is as in CPython")
    func numbersAndVersions() throws {
        #expect(
            try printed(
                """
                import argparse
                p = argparse.ArgumentParser(prog="cli.py")
                p.add_argument("--lr", type=float)
                p.add_argument("--version", action="version", version="1.0")
                print(p.parse_args(["--lr", "-5"]).lr, p.parse_args(["--lr", "-.5"]).lr)
                try:
                    p.parse_args(["--lr", "-1e-3"])
                except SystemExit as e:
                    print(e)
                p.print_help()
                print("end")
                """) == """
                    -5.0 -0.5
                    2
                    usage: cli.py [-h] [--lr LR] [--version]

                    options:
                      -h, --help  show this help message and exit
                      --lr LR
                      --version   show program's version number and exit
                    end
                    """)
    }

    @Test("A command's own arguments are read by a parser of its own, as in CPython")
    func commands() throws {
        #expect(
            try printed(
                #"""
                import argparse
                p = argparse.ArgumentParser(prog="cli.py", description="Train and evaluate.")
                p.add_argument("--seed", type=int, default=1)
                s = p.add_subparsers(dest="command", required=True, help="what to do")
                t = s.add_parser("train", aliases=["t"], help="trains a model")
                t.add_argument("--epochs", type=int, required=True)
                t.set_defaults(run="train")
                e = s.add_parser("eval")
                e.add_argument("path", nargs="*")
                for line in ["--seed 3 train --epochs 2", "t --epochs=4", "eval", "eval a b", "", "train", "nope", "train --epochs x", "eval --loud"]:
                    try:
                        print(p.parse_args(line.split()))
                    except SystemExit as problem:
                        print(line, problem)
                p.print_help()
                t.print_help()
                print("end")
                """#) == #"""
                    Namespace(seed=3, command='train', epochs=2, run='train')
                    Namespace(seed=1, command='t', epochs=4, run='train')
                    Namespace(seed=1, command='eval', path=[])
                    Namespace(seed=1, command='eval', path=['a', 'b'])
                     2
                    train 2
                    nope 2
                    train --epochs x 2
                    eval --loud 2
                    usage: cli.py [-h] [--seed SEED] {train,t,eval} ...

                    Train and evaluate.

                    positional arguments:
                      {train,t,eval}  what to do
                        train (t)     trains a model

                    options:
                      -h, --help      show this help message and exit
                      --seed SEED
                    usage: cli.py train [-h] --epochs EPOCHS

                    options:
                      -h, --help       show this help message and exit
                      --epochs EPOCHS
                    end
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
