import Testing
import Answers
import Claims
import Numbers

@Suite struct ClaimsReaderTests {
    private static let fence =
        "```descent line=1 n=3 scale=\"ratio\" support=\"below\"\ndef experiment(seed): return 1\n```\n"
    private static let whole = "# D4: Title\n\n## D4.01\n\n> some **words**\n\nWhat is measured.\n\n\(fence)"

    private func problem(_ text: String) -> String {
        do {
            return "read: \(try ClaimsReader.read(text, file: "x.md").claims.count)"
        } catch {
            return error.problem
        }
    }

    @Test func aClaimIsReadWithItsWordsAsTheyStand() throws {
        let file = try ClaimsReader.read(Self.whole, file: "x.md")
        let claim = try #require(file.claims.first)
        #expect(file.title == "Title" && claim.id == "D4.01" && claim.document == "D4")
        #expect(claim.quote == "some **words**")
        #expect(claim.remark == "What is measured.")
        let experiment = try #require(claim.experiment)
        #expect(experiment.seeds == 3 && experiment.scale == .ratio && experiment.support == .below(1))
        #expect(experiment.code == "def experiment(seed): return 1")
        #expect(experiment.line == 10)
    }

    @Test(arguments: [
        ("", "x.md:1: the file has no title"),
        ("## D4.01\n", "x.md:1: D4.01 is not the next claim"),
        ("# D4: T\n\n## D4.01\n", "x.md:3: D4.01 quotes nothing"),
        ("# D4: T\n\n## D4.01\n\n> words\n", "x.md:3: D4.01 does not say what is measured"),
        (
            "# D4: T\n\n## D4.01\n\n> words\n\nNo experiment: why.\n\n\(fence)",
            "x.md:3: D4.01 does not say what is measured"
        ),
        (whole + whole, "x.md:12: this is not the one title"),
        ("# D4: T\n\n\(fence)", "x.md:3: this experiment belongs to no claim"),
        ("# D4: T\n\n```python\n```\n", "x.md:3: this fence holds no experiment"),
    ])
    func whatIsWrongIsSaidWithItsLine(_ text: String, _ expected: String) {
        #expect(problem(text) == expected)
    }

    @Test(arguments: [
        ("n=3 scale=\"ratio\" support=\"below\"", "it is not said which effects support the claim"),
        ("high=1 low=2 n=3 scale=\"ratio\" support=\"between\"", "it is not said which effects support the claim"),
        ("line=1 scale=\"ratio\" support=\"below\"", "n= is missing"),
        ("line=1 n=0 scale=\"ratio\" support=\"below\"", "n= is missing"),
        ("line=1 n=2.5 scale=\"ratio\" support=\"below\"", "n= is missing"),
        ("line=1 n=3 scale=\"log\" support=\"below\"", "scale= is missing"),
        ("colour=1 line=1 n=3 scale=\"ratio\" support=\"below\"", "colour= means nothing here"),
        ("line=1 n=3 n=4 scale=\"ratio\" support=\"below\"", "the attribute n= is written twice"),
        ("same=\"D4.02\"", "same= stands with code"),
    ])
    func whatAFenceLacksIsSaid(_ attributes: String, _ expected: String) {
        let text = "# D4: T\n\n## D4.01\n\n> words\n\nMeasured.\n\n```descent \(attributes)\ncode\n```\n"
        #expect(problem(text) == "x.md:9: " + expected)
    }

    @Test func whatAClaimPointsToHasToExist() throws {
        let text =
            "# D4: T\n\n## D4.01\n\n> a\n\nM.\n\n```descent same=\"D4.09\"\n```\n"
            + "\n```descent needs=\"b\" setup=\"a\"\n```\n"
        let court = Court(files: [try ClaimsReader.read(text, file: "x.md")])
        #expect(court.faults.map(\.problem) == ["D4.01: D4.09 has no experiment to share", "a: there is no helper b"])
    }

    @Test func helpersThatNeedEachOtherComeOnceEach() throws {
        let text =
            "# D4: T\n\n```descent needs=\"b\" setup=\"a\"\none\n```\n\n```descent needs=\"a\" setup=\"b\"\ntwo\n```\n"
            + "\n## D4.01\n\n> a\n\nM.\n\n```descent line=0 n=1 needs=\"a b\" scale=\"difference\" support=\"above\"\nthree\n```\n"
        let court = Court(files: [try ClaimsReader.read(text, file: "x.md")])
        let experiment = try #require(court.claim("D4.1")?.experiment)
        #expect(court.source(of: experiment) == "two\n\none\n\nthree")
    }
}
