import Answers
import Foundation
import Language
import Testing
import Vocabulary

@Suite("The words of house prices")
struct HouseWordTests: SessionSuite {
    let session = Session(registry: Vocabulary.registry)

    private static let build = """
        def build(units):
            model = Sequential([Dense(units, activation="relu"), Dense(1)])
            model.compile(Adam(0.01), "mse")
            return model

        """

    @Test("The stored grid is a study whose parts can be asked for by values")
    func grid() throws {
        #expect(
            try value(
                "[len(house432(dropout=d, units=[64, 128, 256]).trials) for d in [[0], [0.2, 0.3, 0.5]]], len(house432().trials)"
            ) == "([81, 243], 432)")
        #expect(try value("house432(lr=[0.001]).best_params[\"lr\"]") == "0.001")
        #expect(mistake("house432(units=[63])")?.problem == "units = 63 is not in the table")
        #expect(mistake("house432(units=[])")?.argument == "units")
        #expect(mistake("house432(units=\"many\")")?.problem == "units = 'many' is a string")
    }

    @Test("Files that are part of the program are read by their names, and their dangers are named")
    func samples() throws {
        let export = try session.evaluate("export = load_csv(\"sample:house-export.csv\", target=\"price\")")
        #expect(
            export.notes.contains { $0.contains("notary fee: follows the target almost exactly") }, "\(export.notes)")
        #expect(export.notes.contains { $0.contains("numbers have a decimal comma") })
        #expect(try value("export.shape") == "(400, 12)")
        let ranked = try session.evaluate("load_csv(\"sample:sorted-by-price.csv\", target=\"price\")")
        #expect(ranked.notes.contains { $0.contains("sorted by the target") }, "\(ranked.notes)")
        #expect(try value("import pandas as pd\npd.read_csv(\"sample:rents.csv\").shape") == "(150, 8)")
        #expect(try value("pd.read_csv(\"sample:house432.csv\", skiprows=2).shape") == "(432, 9)")
        #expect(mistake("load_csv(\"sample:none.csv\")")?.expected?.contains("sample:rents.csv") == true)
    }

    @Test("A search is compared with a baseline on the same folds; ridge wins where the truth is a line")
    func against() throws {
        _ = try session.evaluate(Self.build + "rents = load_csv(\"sample:rents.csv\", target=\"rent\")")
        _ = try session.evaluate(
            "v = nested_cv(build, {\"units\": [4]}, rents, n=1, folds=2, epochs=3, seed=1, against=\"ridge\")")
        #expect(
            try value("v.verdict, v.difference < 0, v.interval[1] < 0, len(v.rival_scores)")
                == "('worse', True, True, 5)")
        _ = try session.evaluate("w = nested_cv(build, {\"units\": [4]}, rents, n=1, folds=2, epochs=1, seed=1)")
        #expect(mistake("w.verdict")?.problem == "it was compared with nothing")
    }

    @Test("A table that is too small, of one value, or of names is told so")
    func poorTables() throws {
        let small = try tableFile(
            "area,price\n" + (0..<24).map { "\(40 + $0 * $0 % 37),\(100 + $0 * 7 % 31)\n" }.joined())
        let flat = try tableFile("area,price\n" + (0..<80).map { "\(40 + $0 * $0 % 37),100\n" }.joined())
        let words = try tableFile(
            "kind,price\n"
                + (0..<80).map { "\($0 % 2 == 0 ? "flat" : "house"),\($0 % 3 == 0 ? "low" : "high")\n" }.joined())
        defer { for path in [small, flat, words] { try? FileManager.default.removeItem(atPath: path) } }
        _ = try session.evaluate(Self.build)
        let few = mistake(
            "nested_cv(build, {\"units\": [4]}, load_csv(\"\(small)\", target=\"price\"), n=1, folds=2, epochs=1, against=\"ridge\")"
        )
        #expect(few?.problem == "24 rows are too few to tell two methods apart", "\(few?.problem ?? "")")
        #expect(mistake("load_csv(\"\(flat)\", target=\"price\")")?.problem.contains("is 100 in all 80 rows") == true)
        let names = mistake(
            """
            split = hold_out(load_csv("\(words)", target="price"), validation=0, seed=1)
            study = tune(build, {"units": [4]}, n=1, sampler="grid", data=split.train, folds=2, epochs=1, seed=1)
            report_card(study.refit(), split, [study])
            """)
        #expect(names?.problem == "the target is a class", "\(names?.problem ?? "")")
    }

    @Test("A report card takes its look, and a grade goes with it")
    func report() throws {
        _ = try session.evaluate(
            Self.build + """
                split = hold_out(house(120, seed=1), validation=0, seed=1)
                study = tune(build, {"units": [4, 8]}, n=2, sampler="grid", data=split.train, folds=3, epochs=2, seed=1)
                card = report_card(study.refit(), split, [study])
                """)
        #expect(try value("split.test_looks, card.trials, card.models, card.rmse > card.floor") == "(1, 2, 7, True)")
        #expect(try value("list(card.points.values())") == "[True, True, True, True]")
        _ = try session.evaluate("grade = grade_houses(build, {\"units\": 4}, card, towns=1, epochs=1)")
        #expect(try value("grade.level, len(grade.scores), len(grade.points)") == "('none', 1, 5)")
        #expect(mistake("report_card(study.refit(), split, [])")?.argument == "studies")
        #expect(
            mistake("grade_houses(build, {\"units\": 4}, epochs=500)")?.problem.contains("outside of the budget")
                == true)
        #expect(try value("grade_houses(lambda: build(4), towns=1, epochs=1).level") == "'none'")
        #expect(mistake("grade_houses(3)") != nil)
    }
}
