import Foundation
import Testing

@testable import Terminal

@Suite struct HistoryFileTests {
    private func temporaryPath() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("descent-\(UUID().uuidString)/deep/history").path
    }

    private func lines(_ path: String) throws -> [String] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    @Test func entriesComeBackInOrderAndOnlyTheOwnerCanReadThem() throws {
        let history = HistoryFile(path: temporaryPath())
        #expect(history.load() == [])
        history.append("a = 1")
        history.append("plot(a)")
        #expect(history.load() == ["a = 1", "plot(a)"])
        let mode = try FileManager.default.attributesOfItem(atPath: history.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func aFileThatOthersCouldReadIsClosedToThem() throws {
        let history = HistoryFile(path: temporaryPath())
        history.append("secret = 1")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: history.path)
        _ = history.load()
        let mode = try FileManager.default.attributesOfItem(atPath: history.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test(arguments: ["f(\n  1,\n  2)", #"text = "a\nb""#, #"\\"#, "π = 3", "\\", "\n"])
    func anyTextSurvives(_ text: String) {
        #expect(HistoryFile.decode(HistoryFile.encode(text)) == text)
        #expect(!HistoryFile.encode(text).contains("\n"))
    }

    @Test func ofEqualEntriesTheLatestIsKept() {
        #expect(HistoryFile.latest(["a", "b", "a", "c"], 10) == ["b", "a", "c"])
        #expect(HistoryFile.latest(["a", "b", "a", "c"], 2) == ["a", "c"])
    }

    @Test func aFileOfTwiceTheLimitIsShortenedOnLoading() throws {
        let history = HistoryFile(path: temporaryPath(), limit: 5)
        for index in 0..<11 { history.append("line \(index)") }
        #expect(history.load() == (6..<11).map { "line \($0)" })
        #expect(try lines(history.path) == (6..<11).map { "line \($0)" })
    }

    @Test func twoSessionsAtOnceLoseNothing() async throws {
        let path = temporaryPath()
        HistoryFile(path: path, limit: 1_000).append("first")
        await withTaskGroup(of: Void.self) { group in
            for session in 0..<4 {
                group.addTask {
                    let history = HistoryFile(path: path, limit: 1_000)
                    for index in 0..<50 { history.append("session \(session) line \(index)") }
                }
            }
        }
        let entries = HistoryFile(path: path, limit: 1_000).load()
        #expect(entries.count == 201)
        for session in 0..<4 {
            let own = entries.filter { $0.hasPrefix("session \(session) ") }
            #expect(own == (0..<50).map { "session \(session) line \($0)" })
        }
    }

    @Test(arguments: [
        (["DESCENT_HOME": "/d", "XDG_STATE_HOME": "/x", "HOME": "/h"], "/d/history"),
        (["XDG_STATE_HOME": "/x", "HOME": "/h"], "/x/descent/history"),
        (["XDG_STATE_HOME": "relative", "HOME": "/h"], "/h/.local/state/descent/history"),
        (["XDG_STATE_HOME": "", "HOME": "/h"], "/h/.local/state/descent/history"),
    ])
    func theFileLivesWhereTheEnvironmentSays(_ variables: [String: String], _ path: String) {
        #expect(Places.history(Environment(variables)) == path)
    }

    @Test func withoutAHomeThereIsNoHistory() {
        #expect(Places.history(Environment([:])) == nil)
    }
}
