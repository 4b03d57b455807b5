import Testing
import Answers
import Claims
import Numbers

@Suite struct VerdictTests {
    /// A court of one claim whose fence says this.
    private func court(_ attributes: String) throws -> Court {
        let text =
            "# D4: The title\n\n## D4.01\n\n> the words\n\nWhat is measured.\n\n```descent \(attributes)\ncode\n```\n"
        return Court(files: [try ClaimsReader.read(text, file: "x.md")])
    }

    /// What comes of effects, a dictionary for each seed.
    private func verdict(
        _ attributes: String, _ effects: [Verdict.Effects], planned: Int? = nil, fault: Mistake? = nil
    ) throws -> Verdict {
        let court = try court(attributes)
        return Verdict(
            try #require(court.claims.first), in: court, runs: effects.enumerated().map { ($0.offset, $0.element) },
            planned: planned ?? effects.count, fault: fault, seconds: 0.25)
    }

    private func single(_ numbers: [Double]) -> [Verdict.Effects] { numbers.map { [("", $0)] } }

    private static let below = "line=1 n=3 scale=\"ratio\" support=\"below\""

    @Test func theWholeIntervalBelowTheLineSupports() throws {
        let verdict = try verdict(Self.below, single([0.5, 0.6, 0.7]))
        #expect(verdict.word == .supported)
        #expect(abs(verdict.conditions[0].effect - 0.5943921953) < 1e-9)
        // SciPy 1.17.1: exp(stats.t.interval(0.95, 2, np.mean(np.log(x)), stats.sem(np.log(x)))).
        #expect(
            abs(verdict.conditions[0].low - 0.39116509) < 1e-8 && abs(verdict.conditions[0].high - 0.90320452) < 1e-8)
    }

    @Test func theWholeIntervalAboveTheLineRefutes() throws {
        #expect(try verdict(Self.below, single([1.5, 1.6, 1.7])).word == .refuted)
    }

    @Test func anIntervalAcrossTheLineDecidesNothing() throws {
        let verdict = try verdict(Self.below, single([0.5, 1.0, 2.0]))
        #expect(verdict.word == .undecided)
        #expect(verdict.table(width: 80).contains("undecided: the interval crosses the line"))
    }

    @Test(arguments: [
        ([0.98, 1.0, 1.02], Verdict.Word.supported), ([1.5, 1.6, 1.7], .refuted), ([0.2, 0.3, 0.25], .refuted),
        ([0.95, 1.0, 1.05], .undecided), ([1.05, 1.1, 1.2], .undecided),
    ])
    func betweenWantsTheIntervalInside(_ numbers: [Double], _ word: Verdict.Word) throws {
        #expect(
            try verdict("high=1.1 low=0.9 n=3 scale=\"difference\" support=\"between\"", single(numbers)).word == word)
    }

    @Test func conditionsThatComeOutDifferentlyAreNamed() throws {
        let effects: [Verdict.Effects] = [0.5, 0.6, 0.7].map {
            [("small", $0), ("large", $0 + 1), ("between", $0 * $0 * 2.6)]
        }
        for (chosen, word, said) in [
            (["small", "between"], Verdict.Word.supportedInPart, "supported for small; undecided for between"),
            (["large", "between"], .refutedInPart, "refuted for large; undecided for between"),
            (["small"], .supported, "supported"), (["between"], .undecided, "undecided: the interval crosses the line"),
        ] {
            let verdict = try verdict(Self.below, effects.map { $0.filter { chosen.contains($0.condition) } })
            #expect(verdict.word == word, "\(chosen)")
            #expect(verdict.table(width: 80).contains("\n\(said)"), "\(verdict.table(width: 80))")
        }
        let verdict = try verdict(Self.below, effects)
        #expect(verdict.word == .dependsOn)
        #expect(verdict.names(.supports) == ["small"] && verdict.names(.refutes) == ["large"])
        #expect(
            verdict.table(width: 80).contains(
                "depends on: supported for small; refuted for large; undecided for between"))
    }

    @Test func whatIsExactIsRunOnceAndSaysSo() throws {
        let verdict = try verdict("line=1 n=1 scale=\"ratio\" support=\"below\"", single([1.4142]))
        #expect(verdict.word == .refuted)
        #expect(verdict.conditions[0].low == 1.4142 && verdict.conditions[0].high == 1.4142)
        #expect(verdict.table(width: 80).contains("n = 1: exact, nothing in it is random"))
    }

    @Test func whatWasStoppedCountsTheSeedsThatWereRunAndSaysSo() throws {
        let verdict = try verdict(Self.below, single([0.5, 0.6, 0.7]), planned: 5)
        #expect(verdict.isPartial && verdict.seeds == [0, 1, 2] && verdict.word == .supported)
        #expect(verdict.table(width: 80).contains("stopped after 3 of 5 seeds; only these count"))
        #expect(verdict.summary == "D4.01: supported (stopped after 3 of 5 seeds)")
        let one = try self.verdict(Self.below, single([0.5]), planned: 5)
        #expect(one.word == .undecided, "one seed of several has no interval")
        let none = try self.verdict(Self.below, [], planned: 5)
        #expect(none.word == .undecided && none.table(width: 80).contains("nothing was measured"))
    }

    @Test func numbersThatAreNoneDecideNothing() throws {
        for bad in [Double.nan, .infinity] {
            #expect(try verdict(Self.below, single([0.5, bad, 0.7])).word == .undecided)
        }
        #expect(try verdict("line=1 n=1 scale=\"ratio\" support=\"below\"", single([.nan])).word == .undecided)
    }

    @Test func anExperimentThatFailsSaysWhy() throws {
        let verdict = try verdict(Self.below, [], planned: 3, fault: Mistake("x is not known"))
        #expect(verdict.word == .failed && !verdict.isPartial)
        #expect(verdict.table(width: 80).contains("the experiment failed: x is not known"))
    }

    @Test func aClaimWithoutAnExperimentSaysWhy() throws {
        let text = "# D4: T\n\n## D4.01\n\n> the words\n\nNo experiment: it defines a word.\n"
        let court = Court(files: [try ClaimsReader.read(text, file: "x.md")])
        let verdict = Verdict(try #require(court.claims.first), in: court, runs: [], planned: 0, seconds: 0)
        #expect(verdict.word == .noExperiment)
        #expect(verdict.table(width: 80) == "D4.01 “the words”\n  in T\nNo experiment: it defines a word.")
    }

    @Test func everythingThatDecidesIsPrinted() throws {
        let table = try verdict(Self.below, single([0.5, 0.6, 0.7])).table(width: 80)
        for part in [
            "D4.01 “the words”", "in The title", "supported", "measured: What is measured.",
            "n = 3 seeds, 95 % intervals",
            "supported if below 1", "claim(\"D4.01\").source", "this took 0.25 s",
        ] {
            #expect(table.contains(part), "\(part)")
        }
        #expect(try verdict(Self.below, single([0.5, 0.6, 0.7])).json.text.contains("\"verdict\": \"supported\""))
    }

    @Test func theBoardTellsWhatWasRun() throws {
        let court = try court(Self.below)
        let empty = ClaimsBoard("", court.claims, of: court, [:])
        #expect(empty.summary == "1 claim, 1 with an experiment, 0 run in this session")
        let verdict = try verdict(Self.below, single([0.5, 0.6, 0.7]))
        let board = ClaimsBoard("D4", court.claims, of: court, ["D4.01": verdict])
        #expect(board.run.count == 1)
        #expect(board.table(width: 80).contains("D4.01  supported  “the words”"))
        #expect(ClaimsBoard("D4", court.claims, of: court, [:]).table(width: 80).contains("D4.01  not run"))
    }

    @Test func aBoardWithEveryVerdictFitsInto80Columns() throws {
        let ids = (1...6).map { "D4.0\($0)" }
        let fences = ids.map { "## \($0)\n\n> words of \($0)\n\nMeasured.\n\n```descent \(Self.below)\ncode\n```\n" }
        let court = Court(files: [try ClaimsReader.read("# D4: T\n\n" + fences.joined(separator: "\n"), file: "x.md")])
        let (yes, no, open) = (0.5, 1.5, [0.5, 1.0, 2.0])
        let runs: [[[Double]]] = [
            [[yes, yes, yes]], [[yes, yes, yes], open], [[yes, yes, yes], [no, no, no]], [[no, no, no], open],
            [[no, no, no]],
            [open],
        ]
        var verdicts: [String: Verdict] = [:]
        for (claim, conditions) in zip(court.claims, runs) {
            let seeds = (0..<3).map { seed -> (seed: Int, effects: Verdict.Effects) in
                (seed, conditions.enumerated().map { ("c\($0.offset)", $0.element[seed]) })
            }
            verdicts[claim.id] = Verdict(claim, in: court, runs: seeds, planned: 3, seconds: 0.1)
        }
        let found = Set(verdicts.values.map(\.word))
        #expect(found == [.supported, .supportedInPart, .dependsOn, .refutedInPart, .refuted, .undecided])
        let lines = ClaimsBoard("", court.claims, of: court, verdicts).table(width: 80).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 80 && !$0.contains("…") }, "\(lines)")
        #expect(
            lines.contains { $0.split(separator: " ") == ["D4", "6", "6", "6", "1", "1", "1", "1", "1", "1"] },
            "\(lines)")
    }
}
