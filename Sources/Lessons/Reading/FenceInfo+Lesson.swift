import Answers
import Markdown

/// The attributes of a lesson's fence: what is wrong with them is a fault of the lesson's file.
extension FenceInfo {
    /// - Throws: `LessonFault` naming the first thing that is not an attribute.
    init(_ source: some StringProtocol, file: String, line: Int) throws(LessonFault) {
        do {
            self = try FenceInfo(source, line: line)
        } catch {
            throw LessonFault(file: file, line: line, error)
        }
    }
}
