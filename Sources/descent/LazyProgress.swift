import Lessons
import Terminal

/// The record, opened when a lesson first asks for it: most sessions never do, and the prompt is there sooner.
final class LazyProgress: ProgressLog {
    private lazy var log: any ProgressLog = {
        do {
            return try LazyProgress.open()
        } catch {
            Console.message("Progress is not kept: \(error)")
            return MemoryLog()
        }
    }()

    /// Opens the person's own file, telling what they have to know about it.
    static func open() throws -> ProgressStore {
        let store = try ProgressStore.open(Places.progress(.process))
        if let notice = store.notice { Console.message(notice) }
        return store
    }

    func records(of lesson: String) -> [ItemRecord] { log.records(of: lesson) }
    func predictions() -> [ItemRecord] { log.predictions() }
    func place(in lesson: String) -> PlaceRecord? { log.place(in: lesson) }
    func change(_ known: ItemRecord, _ happened: (inout ItemRecord) -> Void) -> (record: ItemRecord, problem: String?) {
        log.change(known, happened)
    }
    func move(_ move: StepTransition) -> String? { log.move(move) }
}
