import Answers
import Glibc
import Lessons
import Terminal

extension Course {
    /// The lessons that come with this program.
    static var standard: Course { standard(Work()) }

    /// The same; reading ends when the work is cancelled.
    static func standard(_ work: Work) -> Course {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink("/proc/self/exe", &path, Int(PATH_MAX))
        let program = String(decoding: path.prefix(Swift.max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return Course(Course.standardFolder({ Environment.process[$0] }, program: program), work: work)
    }
}
