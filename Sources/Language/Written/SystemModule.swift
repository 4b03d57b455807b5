/// `sys`, as far as scripts write with it and ask where they are.
enum SystemModule {
    static let words: [Word] = [
        module.word(
            "stdout", "what print writes to", returns: "any", examples: ["import sys\nsys.stdout.write(\"loss\\n\")"],
            seeAlso: ["print"]),
        module.word(
            "stderr", "what messages are written to: standard error, or at a prompt what print writes to",
            returns: "any",
            examples: ["import sys\nprint(\"late\", file=sys.stderr)"], seeAlso: ["print"]),
        module.word(
            "argv", "the name of the script and its arguments; an empty text at a prompt", returns: "list",
            examples: ["import sys\nlen(sys.argv)"], seeAlso: ["argparse.ArgumentParser"]),
        module.word(
            "version_info", "the version of the Python whose meaning counts here", returns: "tuple",
            examples: ["import sys\nsys.version_info >= (3, 8)"]),
        module.constant("platform", "the system", returns: "string"),
    ]

    private static let module = WrittenModule("sys", SystemModule.text) { session in
        [
            "argv": .list(session.arguments.map { .text($0) }),
            "_complain": .callable("write") { values, _, context in
                try context.complain(values.first?.asText ?? "")
                return .none
            },
        ]
    }

    private static let text = #"""
        class _Output:
            name = "<stdout>"
            encoding = "utf-8"

            def write(self, s):
                if not isinstance(s, str):
                    raise TypeError(f"write() argument must be str, not {type(s).__name__}")
                self._send(s)
                return len(s)

            def _send(self, s):
                print(s, end="")

            def writelines(self, lines):
                for line in lines:
                    self.write(line)

            def flush(self):
                pass

            def isatty(self):
                return False


        class _Messages(_Output):
            name = "<stderr>"

            def _send(self, s):
                _complain(s)


        stdout = _Output()
        stderr = _Messages()
        version_info = (3, 11, 0, "final", 0)
        platform = "linux"
        """#
}
