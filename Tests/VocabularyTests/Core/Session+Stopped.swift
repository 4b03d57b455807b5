import Answers
import Language
import Synchronization

@testable import Vocabulary

extension Session {
    /// A session whose work is stopped as by Ctrl-C once a part of it is done: after a time, a slow machine would have done nothing.
    static func stoppedUnderWay() -> Session {
        let place = Place()
        let work = Work { progress in
            if (progress.fraction ?? 0) > 0 { place.work.withLock { $0?.cancel() } }
        }
        place.work.withLock { $0 = work }
        return Session(registry: Vocabulary.registry, work: work)
    }

    private final class Place: Sendable {
        let work = Mutex<Work?>(nil)
    }
}
