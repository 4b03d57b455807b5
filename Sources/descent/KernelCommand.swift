import Answers
import ArgumentParser
import Conversation
import Files
import Glibc
import Kernel
import Language
import Terminal

/// `descent kernel`: the conversation for Jupyter's front ends.
struct KernelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kernel",
        abstract: "Work in JupyterLab, notebooks and consoles.",
        discussion: """
            descent kernel install tells Jupyter of the kernel, once; JupyterLab then offers Descent beside Python. \
            Front ends start the kernel themselves. Without --connection-file one is made that only you can read, and its name is \
            printed: jupyter console --existing NAME talks to it.

            EXAMPLES
              descent kernel install
              jupyter lab
            """,
        subcommands: [Run.self, Install.self], defaultSubcommand: Run.self)

    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run", abstract: "Run a kernel.", shouldDisplay: false)

        @Option(
            name: [.customShort("f"), .customLong("connection-file")],
            help: ArgumentHelp("Where to listen, and the key, as a front end wrote them down.", valueName: "file"))
        var connectionFile: String?

        func run() throws {
            try Console.reporting {
                let kernel = try KernelLaboratory.kernel(try connection)
                if connectionFile == nil { try announce(kernel) }
                kernel.run()
            }
        }

        private var connection: ConnectionFile {
            get throws {
                guard let connectionFile else { return try ConnectionFile() }
                return try ConnectionFile(
                    reading: connectionFile,
                    mayBeOpen: Environment.process["JUPYTER_ALLOW_INSECURE_WRITES"] != nil)
            }
        }

        private func announce(_ kernel: NotebookKernel) throws {
            guard let folder = KernelSpec.runtime({ Environment.process[$0] }) else {
                throw Mistake("there is no home to keep the connection file in", try: "--connection-file FILE")
            }
            let path = "\(folder)/kernel-descent-\(getpid()).json"
            Folder.make(above: path)
            try kernel.connection.write(to: path)
            Console.line("A kernel listens; talk to it with  jupyter console --existing \(path)")
        }
    }

    struct Install: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "install",
            abstract: "Tell Jupyter of the kernel.",
            discussion: """
                Writes how the kernel is started, its name and its picture where Jupyter looks for kernels. Where this program is \
                moved later, it is to be said again.

                EXAMPLES
                  descent kernel install
                  descent kernel install --sys-prefix
                  sudo descent kernel install --prefix /usr/local
                """)

        @Flag(help: "For you alone (the default).")
        var user = false

        @Option(help: ArgumentHelp("Under this folder, for all who use it.", valueName: "dir"))
        var prefix: String?

        @Flag(help: "In the virtual environment that is active, VIRTUAL_ENV or CONDA_PREFIX.")
        var sysPrefix = false

        func validate() throws {
            guard [user, prefix != nil, sysPrefix].count(where: { $0 }) <= 1 else {
                throw ValidationError("say one of --user, --prefix and --sys-prefix")
            }
        }

        func run() throws {
            try Console.reporting {
                let folder = try KernelSpec(program: Program.path).install(in: try kernels)
                Console.line("installed \(folder)")
                if let missing = KernelLaboratory.missing { Console.message(missing.text) }
            }
        }

        private var kernels: String {
            get throws {
                if let prefix { return KernelSpec.under(prefix: prefix) }
                let environment = Environment.process
                if sysPrefix {
                    guard let active = environment["VIRTUAL_ENV"] ?? environment["CONDA_PREFIX"] else {
                        throw Mistake(
                            "no virtual environment is active: neither VIRTUAL_ENV nor CONDA_PREFIX is set",
                            try: "descent kernel install --prefix FOLDER")
                    }
                    return KernelSpec.under(prefix: active)
                }
                guard let own = KernelSpec.ofUser({ environment[$0] }) else {
                    throw Mistake(
                        "there is no home: HOME is not set", try: "descent kernel install --prefix /usr/local")
                }
                return own
            }
        }
    }
}
