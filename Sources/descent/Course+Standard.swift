import Answers
import Lessons
import Terminal

extension Course {
    /// The lessons that come with this program.
    static var standard: Course { standard(Work()) }

    /// The same; reading ends when the work is cancelled.
    static func standard(_ work: Work) -> Course {
        Course(Course.standardFolder({ Environment.process[$0] }, program: Program.path), work: work)
    }
}
