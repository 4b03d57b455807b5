import Answers
import Conversation
import Figures
import Kernel
import Language
import Lessons
import Terminal
import Vocabulary

/// A session whose front ends are Jupyter's.
enum KernelLaboratory {
    /// A kernel that listens where the connection says.
    ///
    /// - Throws: `Mistake` where a library is missing or a port is taken.
    static func kernel(_ connection: ConnectionFile) throws -> NotebookKernel {
        let progress = ProgressView()
        let work = Work { progress.update($0) }
        Interrupts.cancel(work)
        let session = Session(registry: Vocabulary.registry, work: work, permission: .everything)
        let interpreter = Interpreter(session) { MemoryRoom.bytes }
        // At the end the system takes all memory back at once, faster than every value could be given up.
        _ = Unmanaged.passRetained(session)
        let lessons = LessonCommands(
            course: {
                work.reset()
                return Course.standard(work)
            }, sandbox: Sandbox(interpreter), log: LazyProgress(), entry: .cell)
        return try NotebookKernel(
            interpreter, [lessons], connection: connection, progress: progress, settings: settings
        ) { value, path in
            guard case .thing(let thing) = value, let figure = thing.stillPicture else { return false }
            try figure.save(to: path, work: work)
            return true
        }
    }

    /// What is not installed that a kernel needs; nil when everything is.
    static var missing: Mistake? {
        do { _ = try ConnectionFile() } catch { return error as? Mistake }
        return nil
    }

    private static var settings: KernelSettings {
        let history = Places.history(.process).map { HistoryFile(path: $0) }
        return KernelSettings(
            version: Version.current, banner: Version.welcome.joined(separator: "\n"),
            log: { Console.message("descent kernel: \($0)") },
            earlierLines: { history?.load() ?? [] }, remember: { history?.append($0) })
    }
}
