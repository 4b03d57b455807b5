import Answers
import Claims
import Testing

@Suite("A verdict over several sessions says whether it depends on their seed")
struct SessionsVerdictTests {
    private static let below = "line=1 n=3 scale=\"ratio\" support=\"below\""
    private static let yes = [0.5, 0.6, 0.7]
    private static let no = [1.5, 1.6, 1.7]
    private static let open = [0.5, 1.0, 2.0]

    private func court(_ attributes: String, claims: Int = 1) throws -> Court {
        let text = (1...claims).map {
            "## D4.0\($0)\n\n> words of \($0)\n\nWhat is measured.\n\n```descent \(attributes)\ncode\n```\n"
        }
        return Court(files: [try ClaimsReader.read("# D4: The title\n\n" + text.joined(separator: "\n"), file: "x.md")])
    }

    /// For each session and condition the effects of the seeds; sessions have the seeds 4, 5, ….
    private func verdict(
        _ sessions: [[(String, [Double])]], of asked: Int? = nil, planned: Int = 3, attributes: String = below,
        claim: Int = 0, in court: Court? = nil, fault: Mistake? = nil
    ) throws -> SessionsVerdict {
        let court = try court ?? self.court(attributes)
        let hearings = sessions.enumerated().map { number, conditions in
            let count = conditions.map(\.1.count).max() ?? 0
            let runs = (0..<count).map { seed in
                (seed: seed, effects: conditions.map { (condition: $0.0, effect: $0.1[seed]) })
            }
            return SessionsVerdict.Hearing(
                seed: UInt64(4 + number),
                Verdict(
                    court.claims[claim], in: court, runs: runs, planned: planned,
                    fault: number == 1 ? fault : nil, seconds: 0.5))
        }
        return SessionsVerdict(
            try #require(hearings.first), Array(hearings.dropFirst()), sessions: asked ?? sessions.count)
    }

    private func single(_ effects: [Double]) -> [(String, [Double])] { [("", effects)] }

    @Test("Where all sessions agree, theirs is the verdict")
    func common() throws {
        let found = try verdict([single(Self.yes), single(Self.yes), single(Self.yes)])
        #expect(found.common == .supported && found.verdict == "supported" && !found.dependsOnSeed)
        #expect(found.summary == "D4.01: supported 3 of 3")
        #expect(found.opposed.isEmpty && !found.isPartial)
    }

    @Test("Where they differ, it depends on the session's seed, and the shares are said, the most frequent first")
    func shares() throws {
        let found = try verdict([single(Self.yes), single(Self.open), single(Self.open)])
        #expect(found.common == nil && found.verdict == "depends on the session's seed")
        #expect(found.shares.map(\.word) == [.undecided, .supported] && found.shares.map(\.count) == [2, 1])
        #expect(found.summary == "D4.01: depends on the session's seed (undecided 2 of 3, supported 1 of 3)")
        let table = found.table(width: 80)
        #expect(table.contains("\ndepends on the session's seed (undecided 2 of 3, supported 1 of 3)\n"), "\(table)")
        #expect(table.contains("undecided with seed 5 and 6; supported with seed 4"), "\(table)")
        #expect(found.sentence.contains("undecided 2, supports 1 of 3"), "\(found.sentence)")
    }

    @Test("The table has n, effect and interval of every session and fits into 80 columns")
    func rows() throws {
        let found = try verdict([
            [("few rows", Self.yes), ("many rows", Self.no)], [("few rows", Self.yes), ("many rows", Self.no)],
        ])
        let lines = found.table(width: 80).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 80 && !$0.contains("…") }, "\(lines)")
        for words in [
            ["few", "rows", "4", "3", "0.594", "0.391", "to", "0.903", "supports"],
            ["5", "3", "0.594", "0.391", "to", "0.903", "supports"], ["many", "rows", "4", "3"],
        ] {
            #expect(
                lines.contains { $0.split(separator: " ").map(String.init).starts(with: words) }, "\(words) in \(lines)"
            )
        }
        #expect(found.json.text.contains("\"shares\": {"))
        #expect(found.json.text.contains("\"n\": 3"))
    }

    @Test("Supported in one session and refuted in another is said, also where one word hides it")
    func opposed() throws {
        let plain = try verdict([single(Self.yes), single(Self.no), single(Self.no)])
        #expect(plain.opposed == [""])
        #expect(
            plain.table(width: 90).contains(
                "supported in one session and refuted in another: effect: refutes 2, supports 1 of 3"))
        let hidden = try verdict([[("a", Self.yes), ("b", Self.no)], [("a", Self.no), ("b", Self.yes)]])
        #expect(hidden.common == .dependsOn && hidden.opposed == ["a", "b"])
        let words = hidden.table(width: 80).split { $0.isWhitespace }.joined(separator: " ")
        #expect(words.contains("a: supports 1, refutes 1 of 2"))
        let court = try court(Self.below, claims: 2)
        let both = try [
            verdict([single(Self.yes), single(Self.no)], in: court), verdict([single(Self.no)], claim: 1, in: court),
        ]
        let board = ClaimsBoard(
            "", court.claims, of: court,
            Dictionary(uniqueKeysWithValues: both.map { ($0.claim.id, $0.hearings[0].verdict) }),
            bySession: Dictionary(uniqueKeysWithValues: both.map { ($0.claim.id, $0) }))
        #expect(
            board.table(width: 100).contains(
                "supported in one session and refuted in another: D4.01 (effect: supports 1, refutes 1 of 2)"))
    }

    @Test("What is exact is heard once, and that says all")
    func exact() throws {
        let found = try verdict(
            [single([1.5])], of: 10, planned: 1, attributes: "line=1 n=1 scale=\"ratio\" support=\"below\"")
        #expect(found.planned == 1 && !found.isPartial && found.verdict == "refuted")
        #expect(found.summary == "D4.01: refuted")
        #expect(found.table(width: 80).contains("exact, nothing in it is random"))
    }

    @Test("Sessions that were stopped under way do not count, and that is said")
    func partial() throws {
        let found = try verdict([single(Self.yes), single([1.5])], of: 10)
        #expect(found.isPartial && found.whole.count == 1 && found.verdict == "supported")
        #expect(found.summary == "D4.01: supported 1 of 1 (stopped after 1 of 10 sessions)")
        let table = found.table(width: 80)
        #expect(table.contains("stopped after 1 of 10 sessions; only these count"), "\(table)")
        #expect(table.contains("stopped, does not count"), "\(table)")
        #expect(found.sentence.contains("stopped after 1 of 10 sessions"))
        let none = try verdict([single([0.5])], of: 10)
        #expect(none.verdict == "undecided" && none.table(width: 80).contains("no session was heard to its end"))
    }

    @Test("A session whose experiment fails is one of the shares, with its seed and the reason")
    func failed() throws {
        let found = try verdict([single(Self.yes), [], single(Self.yes)], fault: Mistake("x is not known"))
        #expect(found.shares.map(\.word) == [.supported, .failed] && found.verdict == "depends on the session's seed")
        #expect(found.table(width: 80).contains("the experiment failed with seed 5: x is not known"))
    }

    @Test("The board counts what has one verdict, lists what depends on the seed, and fits into 80 columns")
    func board() throws {
        let court = try court(Self.below, claims: 3)
        let found = try [
            verdict([single(Self.yes), single(Self.yes)], in: court),
            verdict([single(Self.open), single(Self.no)], claim: 1, in: court),
            verdict([single(Self.open), single([0.5])], claim: 2, in: court),
        ]
        let verdicts = Dictionary(uniqueKeysWithValues: found.map { ($0.claim.id, $0.hearings[0].verdict) })
        let repeated = Dictionary(uniqueKeysWithValues: found.map { ($0.claim.id, $0) })
        let whole = ClaimsBoard("", court.claims, of: court, verdicts, bySession: repeated).table(width: 80)
        #expect(
            whole.contains("3 claims heard with 2 sessions: 2 with one verdict, 1 of which it depends on"), "\(whole)")
        #expect(whole.contains("D4.02  undecided 1/2, refuted 1/2"), "\(whole)")
        #expect(whole.contains("no effect supports a claim in one session and refutes it in another"), "\(whole)")
        #expect(whole.contains("stopped before all sessions were heard for 1"), "\(whole)")
        #expect(
            whole.split(separator: "\n").contains {
                $0.split(separator: " ") == ["D4", "3", "3", "3", "1", "0", "0", "1"]
            }, "\(whole)")
        let list = ClaimsBoard("D4", court.claims, of: court, verdicts, bySession: repeated)
        let lines = list.table(width: 80).split(separator: "\n")
        #expect(
            lines.contains { $0.contains("D4.01  supported 2/2 ") } && lines.allSatisfy { $0.count <= 80 }, "\(lines)")
        #expect(list.sentence.contains("D4.02: depends on the session's seed (undecided 1 of 2, refuted 1 of 2)"))
        #expect(list.json.text.contains("\"verdict over sessions\""))
    }
}
