import Foundation
@testable import Lessons
import Answers
import Testing

@Suite("The learner's record")
struct ProgressTests {
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "descent-progress-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    private var path: String { folder + "/state/progress.sqlite" }

    private func record(_ item: String, _ outcome: ItemRecord.Status = .passed) -> ItemRecord {
        var record = ItemRecord(lesson: "sample", version: 3, item: item)
        record.status = outcome
        record.attempts = 2
        record.answer = "b = 4  # \"quoted\" é"
        return record
    }

    @Test("What was saved is there when the file is opened again, for its owner alone")
    func persistence() throws {
        let lesson = try LessonReader.read(Samples.full, file: "sample.md")
        let store = try ProgressStore.open(path)
        #expect(store.notice == nil)
        #expect(store.save(record("tune")) == nil)
        #expect(store.go(to: "tune", in: lesson) == nil)

        // A second connection, as another program would open it, while the first was never closed.
        let other = try ProgressStore.open(path)
        #expect(other.records(of: "sample").map(\.item) == ["tune"])
        #expect(other.records(of: "sample").first?.answer == "b = 4  # \"quoted\" é")
        #expect(other.place(in: "sample")?.place == "tune")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("Sessions that begin the record at the same time share it")
    func begunTogether() async throws {
        for round in 0..<20 {
            let path = "\(folder)/\(round)/progress.sqlite"
            let notices = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<4 { group.addTask { try ProgressStore.open(path).notice } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(notices == [nil, nil, nil, nil])
        }
    }

    @Test("What was told to the learner survives the program being killed")
    func killed() throws {
        // The file and its write-ahead log as they stand on the disk while the program still runs, which is all that a
        // killed program leaves.
        let store = try ProgressStore.open(path)
        for index in 0..<20 { #expect(store.save(record("item-\(index)")) == nil) }
        let left = folder + "/left"
        try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
        for tail in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: path + tail, toPath: left + "/progress.sqlite" + tail)
        }
        let after = try ProgressStore.open(left + "/progress.sqlite")
        #expect(after.notice == nil)
        #expect(after.records(of: "sample").count == 20)
    }

    @Test("A damaged file is set aside with its content, and a new record begins")
    func damaged() throws {
        try FileManager.default.createDirectory(atPath: folder + "/state", withIntermediateDirectories: true)
        let rubbish =
            Data("this is no database, and it is longer than a header of one hundred bytes ".utf8) + Data(count: 200)
        for round in 1...2 {
            try rubbish.write(to: URL(fileURLWithPath: path))
            let store = try ProgressStore.open(path)
            #expect(store.notice?.contains("progress.sqlite.broken-\(round)") == true, "\(store.notice ?? "nothing")")
            #expect(FileManager.default.contents(atPath: path + ".broken-\(round)") == rubbish)
            #expect(store.save(record("tune")) == nil)
            #expect(store.records(of: "sample").count == 1)
        }
    }

    @Test("A record of a newer program is left alone")
    func newer() throws {
        try write { _ = $0.save(record("tune")) }
        // The version stands in the header of an SQLite file, at byte 60.
        var bytes = try #require(FileManager.default.contents(atPath: path))
        bytes[63] = 99
        try bytes.write(to: URL(fileURLWithPath: path))
        let store = try ProgressStore.open(path)
        #expect(store.notice?.contains("newer descent") == true)
        #expect(store.path == nil)
        #expect(FileManager.default.fileExists(atPath: path))
    }

    /// Opens the record, changes it and closes it again, so that the main file holds everything.
    private func write(_ change: (ProgressStore) -> Void) throws {
        change(try ProgressStore.open(path))
    }

    @Test("Where no file can be made, the lesson goes on and the person is told")
    func unwritable() throws {
        let store = try ProgressStore.open("/proc/none/progress.sqlite")
        #expect(store.notice?.hasPrefix("Progress is not kept:") == true)
        #expect(store.save(record("tune")) == nil)
        #expect(store.records(of: "sample").count == 1)
    }

    @Test("An export read on another machine brings everything over, and an older one takes nothing back")
    func export() throws {
        let lesson = try LessonReader.read(Samples.full, file: "sample.md")
        let store = try ProgressStore.open(path)
        _ = store.save(record("tune"))
        _ = store.save(record("q-choice", .skipped))
        _ = store.go(to: "end", in: lesson)
        let text = try ProgressExport(store).text()
        #expect(text.contains("\"item\" : \"tune\""))

        let other = try ProgressStore.open(folder + "/other/progress.sqlite")
        let read = try ProgressExport(reading: Data(text.utf8), from: "x.json")
        #expect(try read.merge(into: other) == 3)
        let (mine, theirs) = (try store.allRecords(), try other.allRecords())
        #expect(mine == theirs)
        #expect(try read.merge(into: other) == 0)
        var older = read
        older.answers[0].updated = "1999-01-01T00:00:00Z"
        older.answers[0].attempts = 1
        older.answers[0].status = .open
        older.places[0].updated = "1999-01-01T00:00:00Z"
        older.places[0].place = "first-run"
        older.places[0].isAtEnd = false
        #expect(try older.merge(into: other) == 0)
        let kept = try other.allRecords()
        #expect(kept.allSatisfy { $0.attempts == 2 })
        #expect(other.place(in: "sample")?.place == "end")
    }

    @Test("Two records of one item join: a pass stays a pass, and of every count the larger one stays")
    func joining() {
        var passed = record("tune")
        (passed.updated, passed.hints, passed.answer) = ("2024-01-01T00:00:00Z", 3, "mine")
        var later = record("tune", .open)
        (later.updated, later.attempts, later.sawSolution, later.answer) = ("2025-01-01T00:00:00Z", 9, true, "theirs")
        let joined = passed.joined(with: later)
        #expect(joined == later.joined(with: passed))
        #expect(joined.status == .passed && joined.answer == "mine" && !joined.sawSolution)
        #expect(joined.attempts == 9 && joined.hints == 3 && joined.updated == later.updated)
    }

    @Test("Two sessions on one record: what one has passed the other does not undo, and no attempt is lost")
    func twoSessions() throws {
        let lesson = try LessonReader.read(Samples.full, file: "sample.md")
        let stores = [try ProgressStore.open(path), try ProgressStore.open(path)]
        let tutors = stores.map { TestSandbox.tutor(lesson, log: $0) }
        for tutor in tutors {
            _ = tutor.begin()
            while !tutor.guide.isAtEnd {
                if case .exercise = tutor.guide.step { break }
                _ = tutor.skip()
            }
        }
        try #require(tutors.allSatisfy { if case .exercise = $0.guide.step { true } else { false } })
        let id = tutors[0].guide.step.key
        let place = try #require(stores[0].place(in: "sample"))
        _ = tutors[0].take("b = 1")
        _ = tutors[1].take("b = 2")
        _ = tutors[1].take("b = 4")
        #expect(stores[0].records(of: "sample").first { $0.item == id }?.status == .passed)
        let reached = try #require(stores[1].place(in: "sample"))
        #expect(reached.place != place.place)
        // The first session still stands at the exercise.
        _ = tutors[0].take("b = 2")
        let kept = try #require(stores[0].records(of: "sample").first { $0.item == id })
        #expect(kept.status == .passed && kept.answer == "b = 4" && kept.attempts == 3)
        #expect(tutors[0].guide.grades.earned > 0)
        // Going back there does not take the other's place back; going back where it stands itself does.
        _ = tutors[0].back()
        #expect(stores[0].place(in: "sample")?.place == reached.place)
        _ = tutors[1].back()
        #expect(stores[0].place(in: "sample")?.place == place.place)
    }

    @Test("A lesson that was finished stays finished when it is read once more")
    func finished() throws {
        let lesson = try LessonReader.read(Samples.full, file: "sample.md")
        let store = try ProgressStore.open(path)
        _ = store.go(to: "end", in: lesson)
        _ = TestSandbox.tutor(lesson, log: store, again: true).begin()
        #expect(store.place(in: "sample")?.isAtEnd == true)
        #expect(store.place(in: "sample")?.place != "end")
    }

    @Test("What is no export is refused by name", arguments: ["", "[]", "{\"kind\": \"other\"}", "not json"])
    func refused(text: String) {
        #expect(throws: Mistake.self) { try ProgressExport(reading: Data(text.utf8), from: "x.json") }
    }

    @Test("Forgetting takes away one lesson or all of them")
    func forget() throws {
        let store = try ProgressStore.open(path)
        _ = store.save(record("tune"))
        var other = record("x")
        other.lesson = "other"
        _ = store.save(other)
        #expect(try store.forget("other") == 1)
        #expect(try store.allRecords().map(\.lesson) == ["sample"])
        _ = try store.forget(nil)
        #expect(try store.allRecords().isEmpty)
    }
}

extension ProgressLog {
    /// The record as it is, whatever was kept.
    fileprivate func save(_ record: ItemRecord) -> String? { change(record) { $0 = record }.problem }

    fileprivate func go(to step: String, in lesson: Lesson) -> String? {
        move(
            StepTransition(
                header: lesson.header, from: place(in: lesson.header.id)?.place, to: step, steps: ["tune", "end"]))
    }
}
