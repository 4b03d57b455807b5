import Answers
import ArgumentParser
import Language
import Lessons
import Terminal

extension Console {
    /// Does what a command is for, and tells a mistake, or the faults of a lesson, on standard error.
    ///
    /// - Throws: exit code 1 then; any other error as it is.
    @discardableResult
    static func reporting<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let faults as LessonFaults {
            message(faults.description)
        } catch let mistake as Mistake {
            message(mistake.text)
        }
        throw ExitCode(1)
    }
}
