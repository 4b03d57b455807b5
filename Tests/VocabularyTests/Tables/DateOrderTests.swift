import Answers
import Language
import Testing
import Vocabulary

/// Expected lines are those of pandas 3.1.1, run on the same lines.
@Suite("Dates that may be read either way")
struct DateOrderTests: ProgramSuite {
    static let start = "import pandas as pd\n"

    @Test func theMonthIsReadFirstUnlessItIsSaid() throws {
        let session = Session(registry: Vocabulary.registry, permission: .everything)
        _ = try session.evaluate("import pandas as pd")
        let alone = try session.evaluate("pd.to_datetime(\"1.4.1998\")")
        #expect(
            alone.notes == [
                "\"1.4.1998\" is read month first, as 1998-01-04; dayfirst=True reads the day first"
            ])
        for line in [
            "pd.to_datetime(\"1.4.1998\", dayfirst=True)", "pd.to_datetime(\"13.4.1998\")",
            "pd.to_datetime(\"1.1.1998\")",
            "pd.to_datetime([\"13.4.1998\", \"1.5.1998\"])", "pd.to_datetime(\"1.4.1998\", format=\"%d.%m.%Y\")",
        ] {
            #expect(try session.evaluate(line).notes.isEmpty, "\(line)")
        }
    }

    @Test func theFirstDateHasTheOrderOfAll() throws {
        let found = try printed(
            #"""
            print(pd.to_datetime("1.4.1998"), pd.Timestamp("1.4.98"), pd.to_datetime("1.4.1998", dayfirst=True))
            print(pd.to_datetime(["13.4.1998", "1.5.1998"])[1], pd.to_datetime(["01/02/2024", "13/02/2024"], format="mixed")[1])
            print(pd.to_datetime(["1/2/24", "3/4/24"], dayfirst=True)[0])
            print(pd.to_datetime(pd.Series(["01/02/2024", "13/02/2024"]), errors="coerce").isna().tolist())
            try:
                pd.to_datetime(["1.4.1998", "13.4.1998"])
            except ValueError as e:
                print(str(e)[:50])
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "1998-01-04 00:00:00 1998-01-04 00:00:00 1998-04-01 00:00:00",
                "1998-05-01 00:00:00 2024-02-13 00:00:00",
                "2024-02-01 00:00:00",
                "[False, True]",
                "time data \"13.4.1998\" doesn't match format \"%m.%d.",
            ])
    }
}
