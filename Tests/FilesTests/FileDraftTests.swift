import Files
import Foundation
import Answers
import Testing

@Suite("A file that comes whole or not at all")
struct FileDraftTests {
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "descent-files-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }

    private func problem(_ path: String) -> String? {
        do {
            try FileDraft.write([1], to: path)
            return nil
        } catch {
            return error.problem
        }
    }

    @Test("A written file is there alone, and a new one takes the place of the old")
    func replaces() throws {
        for text in ["first", "second"] {
            try FileDraft.write(Array(text.utf8), to: folder + "/a.txt")
            #expect(try TextFile.read(folder + "/a.txt") == text)
            #expect(try names() == ["a.txt"])
        }
    }

    @Test("A draft that is given up leaves the old file and nothing beside it")
    func givenUp() throws {
        try FileDraft.write(Array("old".utf8), to: folder + "/a.txt")
        do {
            var draft = try FileDraft(folder + "/a.txt")
            try draft.write(Array("new".utf8))
            #expect(try names().count == 2)
        }
        #expect(try TextFile.read(folder + "/a.txt") == "old")
        #expect(try names() == ["a.txt"])
    }

    @Test("A file named like a draft is left alone")
    func neighbours() throws {
        try FileDraft.write(Array("mine".utf8), to: folder + "/a.part")
        try FileDraft.write(Array("new".utf8), to: folder + "/a")
        #expect(try TextFile.read(folder + "/a.part") == "mine")
    }

    @Test("Permissions of the old file stay, and a link stays a link")
    func keeps() throws {
        let path = folder + "/a.txt"
        try FileDraft.write([1], to: path)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: path)
        try FileDraft.write([2], to: folder + "/link")
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == path)
        #expect(FileManager.default.contents(atPath: path) == Data([2]))
    }

    @Test("What cannot be a file is refused before anything is written")
    func refusals() throws {
        #expect(problem("") == "the file has no name")
        #expect(problem(folder + "/name\0.png") == "a file name cannot hold a null byte")
        #expect(problem(folder) == "'\(folder)' cannot be written: it is a folder")
        #expect(problem("/dev/null") == "'/dev/null' cannot be written: it is no ordinary file")
        #expect(problem(folder + "/none/a")?.hasPrefix("there is no folder") == true)
        #expect(try names() == [])
    }

    @Test("A file that is there already is left alone where it may not be replaced")
    func taken() throws {
        let path = folder + "/a.txt"
        try FileDraft.write([1], to: path, mayReplace: false)
        #expect(throws: Mistake.self) { try FileDraft.write([2], to: path, mayReplace: false) }
        var late = try FileDraft(folder + "/b.txt", mayReplace: false)
        try late.write([3])
        try FileDraft.write([4], to: folder + "/b.txt")
        do {
            try late.commit()
            Issue.record("a file that had come meanwhile was replaced")
        } catch {
            #expect(error.problem.hasSuffix("it exists already"))
        }
        #expect(FileManager.default.contents(atPath: path) == Data([1]))
        #expect(try names() == ["a.txt", "b.txt"])
    }

    @Test("Reading stops at its limit and when it is told to")
    func reading() throws {
        let path = folder + "/long.txt"
        try FileDraft.write([UInt8](repeating: 97, count: 100_000), to: path)
        #expect(throws: Mistake.self) { try TextFile.read(path, limit: 99_999) }
        #expect(try TextFile.read(path, limit: 100_000).utf8.count == 100_000)
        let work = Work()
        work.cancel()
        #expect(throws: Mistake.self) { try TextFile.read(path, work: work) }
    }
}
