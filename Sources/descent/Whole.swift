import ArgumentParser
import Files
import Language
import Answers
import Terminal

/// A whole text file for a command, or the end of it.
enum Whole {
    /// - Throws: exit code 1, with the reason on standard error; 130 when it was stopped.
    static func text(of path: String, _ work: Work = Work()) throws -> String {
        do {
            return try TextFile.read(path, work: work)
        } catch {
            Console.message(error.text)
            throw ExitCode(work.isCancelled ? 130 : 1)
        }
    }
}
