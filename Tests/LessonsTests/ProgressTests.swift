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
        #expect(store.set(place: "tune", in: lesson.header, isAtEnd: false) == nil)

        // A second connection, as another program would open it, while the first was never closed.
        let other = try ProgressStore.open(path)
        #expect(other.records(of: "sample").map(\.item) == ["tune"])
        #expect(other.records(of: "sample").first?.answer == "b = 4  # \"quoted\" é")
        #expect(other.place(in: "sample") == "tune")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
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

    @Test("An export read on another machine brings everything over, and newer records stay")
    func export() throws {
        let lesson = try LessonReader.read(Samples.full, file: "sample.md")
        let store = try ProgressStore.open(path)
        _ = store.save(record("tune"))
        _ = store.save(record("q-choice", .skipped))
        _ = store.set(place: "end", in: lesson.header, isAtEnd: true)
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
        older.answers[0].attempts = 77
        #expect(try older.merge(into: other) == 0)
        let kept = try other.allRecords()
        #expect(kept.allSatisfy { $0.attempts == 2 })
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
