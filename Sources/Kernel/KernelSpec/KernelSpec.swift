public import Answers
import Files
import Foundation

/// What tells Jupyter of a kernel: how to start it, what it is called, its picture.
public struct KernelSpec: Sendable {
    /// The program, as an absolute path.
    var program: String

    /// The kernel of this program.
    ///
    /// - Parameter program: its absolute path, which Jupyter starts whatever the search path is by then.
    public init(program: String) { self.program = program }

    /// `kernel.json`.
    var document: JSON {
        .members([
            "argv": .array(
                [program, "kernel", "--connection-file", "{connection_file}"].map { .string($0) }),
            "display_name": .string("Descent"), "language": .string("descent"),
            // A message also reaches a kernel on another machine, and nobody else's processes.
            "interrupt_mode": .string("message"), "metadata": .members(["debugger": .bool(false)]),
        ])
    }

    /// Writes the folder of the kernel, in the place of one that is there.
    ///
    /// - Parameter kernels: the folder that Jupyter looks for kernels in.
    /// - Returns: the folder that was written.
    /// - Throws: `Mistake` when a file cannot be written.
    public func install(in kernels: String) throws(Mistake) -> String {
        let folder = kernels + "/descent"
        let files: [(name: String, bytes: [UInt8])] = [
            ("kernel.json", Array((document.text + "\n").utf8)),
            ("logo-32x32.png", Logo.png(size: 32)), ("logo-64x64.png", Logo.png(size: 64)),
            ("logo-svg.svg", Array(Logo.svg.utf8)),
        ]
        // Whoever uses the prefix reads it, as far as the umask lets them; a folder that cannot be made is told by its first file.
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        for file in files {
            try FileDraft.write(file.bytes, to: folder + "/" + file.name)
        }
        return folder
    }

    /// Where kernels lie that are this person's alone; nil when there is no home.
    ///
    /// - Parameter environment: the value of an environment variable; nil for one that is unset or empty.
    public static func ofUser(_ environment: (String) -> String?) -> String? {
        if let data = environment("JUPYTER_DATA_DIR") { return data + "/kernels" }
        if let data = environment("XDG_DATA_HOME"), data.hasPrefix("/") { return data + "/jupyter/kernels" }
        return environment("HOME").map { $0 + "/.local/share/jupyter/kernels" }
    }

    /// Where kernels lie under an installation's folder, such as /usr/local or that of a virtual environment.
    public static func under(prefix: String) -> String { prefix + "/share/jupyter/kernels" }

    /// Where Jupyter looks for the connection files of kernels that run; nil when there is no home.
    public static func runtime(_ environment: (String) -> String?) -> String? {
        if let folder = environment("JUPYTER_RUNTIME_DIR") { return folder }
        return ofUser(environment).map { $0.dropLast("kernels".count) + "runtime" }
    }
}
