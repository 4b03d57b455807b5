import Answers
import Language
import Testing
import Tuning
import Vocabulary

@Suite("tune over models, data and folds")
struct ModelSearchTests {
    private static let build = """
        def build(units, rate):
            model = Sequential([Dense(units, activation="relu"), Dropout(0.1), Dense(1)])
            model.compile(Adam(rate), "mse")
            return model

        """
    private static let space = "{\"units\": [3, 5], \"rate\": Float(1e-3, 1e-1, log=True)}"

    private static func session(_ text: String) throws -> Session {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate(text)
        return session
    }

    private static func answer(_ text: String, _ session: Session) throws -> String {
        try session.evaluate(text).value.repr
    }

    @Test("Trials, folds and values are the same for one thread and for two, and again with the same seed")
    func threads() throws {
        let session = try Self.session(Self.build)
        let found = try [1, 2, 2].map { jobs in
            try Self.answer(
                "[(t.params, t.scores) for t in tune(build, \(Self.space), n=5, sampler=\"random\", data=house(60, seed=1), folds=3, epochs=2, seed=4, n_jobs=\(jobs)).trials]",
                session)
        }
        #expect(found[0] == found[1] && found[1] == found[2])
        #expect(found[0].contains("units"))
    }

    @Test("A value is the mean of its folds' scores, with its standard error beside it")
    func values() throws {
        let session = try Self.session(
            Self.build
                + "t = tune(build, \(Self.space), n=2, data=house(60, seed=1), folds=3, epochs=2, seed=4).best_trial")
        #expect(try Self.answer("abs(t.value - sum(t.scores)/3) < 1e-12", session) == "True")
        #expect(try Self.answer("len(t.scores)", session) == "3")
        #expect(
            try Self.answer(
                "abs(t.standard_error - sqrt(sum([(s - t.value)^2 for s in t.scores])/2/3)) < 1e-12", session) == "True"
        )
    }

    @Test("A build that raises fails its trial with the reason, and the study goes on")
    func failures() throws {
        let session = try Self.session(
            """
            def build(units):
                if units == 3:
                    raise ValueError("three is too few")
                model = Sequential([Dense(units), Dense(1)])
                model.compile("adam", "mse")
                return model

            s = tune(build, {"units": [3, 5]}, sampler="grid", data=house(40, seed=1), folds=2, epochs=1)
            """)
        #expect(try Self.answer("[t.state for t in s.trials]", session) == "[TrialState.FAIL, TrialState.COMPLETE]")
        #expect(try Self.answer("s.trials[0].reason", session).contains("three is too few"))
    }

    @Test("A build is told the inputs and the updates, and its epochs and batch size may be searched")
    func told() throws {
        let session = try Self.session(
            """
            from sklearn.model_selection import KFold
            seen = []
            def build(c, inputs, updates):
                seen.append((inputs, updates))
                x = Input(shape=(inputs,))
                model = Model(x, Add()([Dense(1)(Dense(4)(x)), Dense(1)(x)]))
                model.compile(Adam(CosineDecay(0.01, updates)), "mse")
                return model

            data = house(60, seed=1)
            s = tune(build, {"epochs": [2], "batch_size": [7, 20]}, sampler="grid", data=data, folds=KFold(3), seed=1)
            """)
        #expect(try Self.answer("[t.state for t in s.trials]", session) == "[TrialState.COMPLETE, TrialState.COMPLETE]")
        #expect(try Self.answer("len(prepare(data).names) - seen[0][0] < 3", session) == "True")
        // 40 training rows: six batches of seven, or two of twenty, twice.
        #expect(try Self.answer("[updates for inputs, updates in seen][0]", session) == "12")
        #expect(try Self.answer("[updates for inputs, updates in seen][-1]", session) == "4")
    }

    @Test("A loss and a schedule of one's own are asked on the session's thread, and pruners see each epoch")
    func own() throws {
        let session = try Self.session(
            """
            import keras
            def build(rate):
                model = Sequential([Dense(3), Dense(1)])
                model.compile(SGD(schedule(lambda t: rate/(1 + t))), lambda y, p: keras.ops.mean(keras.ops.square(y - p)))
                return model

            s = tune(build, {"rate": [0.01, 0.02]}, sampler="grid", data=house(40, seed=1), folds=2, epochs=3, pruner=NopPruner())
            p = tune(build, {"rate": [0.01, 0.02]}, sampler="grid", data=house(40, seed=1), folds=2, epochs=3, pruner=ThresholdPruner(upper=1e-9))
            """)
        #expect(try Self.answer("[t.state for t in s.trials]", session) == "[TrialState.COMPLETE, TrialState.COMPLETE]")
        #expect(try Self.answer("[t.state for t in p.trials]", session) == "[TrialState.PRUNED, TrialState.PRUNED]")
        #expect(try Self.answer("list(p.trials[0].intermediate_values)", session) == "[1]")
    }

    @Test("The best is trained on all rows and scored on others in what is learnt")
    func refit() throws {
        let session = try Self.session(
            Self.build
                + """
                parts = hold_out(house(120, seed=1), validation=0, test=0.25, seed=2)
                s = tune(build, \(Self.space), n=2, data=parts.train, folds=3, epochs=4, seed=4, members=2)
                networks = s.refit()
                test = parts.test
                truth = test["price"].values
                """)
        #expect(try Self.answer("len(networks.models)", session) == "2")
        #expect(try Self.answer("parts.test_looks", session) == "1")
        #expect(
            try Self.answer(
                "abs(networks.score(test) - sqrt(mean([(log(p) - log(t))^2 for p, t in zip(networks.predict(test), truth)]))) < 1e-9",
                session)
                == "True")
        #expect(try Self.answer("s.smallest_within_error().number in [0, 1]", session) == "True")
    }

    @Test(
        "What does not fit is refused before a trial begins",
        arguments: [
            ("tune(build, {\"units\": [3]}, n=1, folds=3)", "without data"),
            ("tune(build, {\"units\": [3]}, n=1, data=house(40, seed=1))", "parameter rate"),
            ("tune(build, \(space), n=1, data=house(40, seed=1), score=\"error\")", "a number"),
            ("tune(build, \(space), n=1, data=house(3, seed=1), folds=4)", "rows"),
            ("tune(lambda x: x, {\"x\": Float(0, 1)}, n=1).refit()", "how to make a model"),
        ])
    func refusals(_ text: String, _ part: String) throws {
        let session = try Self.session(Self.build)
        let found = #expect(throws: Diagnostic.self) { try session.evaluate(text) }
        #expect(try #require(found).mistake.problem.contains(part), "\(found?.mistake.problem ?? "")")
    }

    @Test("Nested cross-validation searches anew in each outer fold and measures the choice outside of it")
    func nested() throws {
        let session = try Self.session(
            Self.build
                + "v = nested_cv(build, {\"units\": [3, 5], \"rate\": [0.01, 0.05]}, house(90, seed=1), n=3, outer=3, folds=2, epochs=3, sampler=\"random\", seed=1)"
        )
        #expect(try Self.answer("[len(v.scores), len(v.choices)]", session) == "[3, 3]")
        #expect(try Self.answer("abs(v.mean - mean(v.scores)) < 1e-12", session) == "True")
        let again =
            "nested_cv(build, {\"units\": [3, 5], \"rate\": [0.01, 0.05]}, house(90, seed=1), n=3, outer=3, folds=2, epochs=3, sampler=\"random\", seed=1, n_jobs=1).scores"
        #expect(try Self.answer("\(again) == v.scores", session) == "True")
    }

    @Test("Folds may be grouped by a column, or given as pairs of rows")
    func groups() throws {
        let session = try Self.session(Self.build)
        let told = "n=1, data=house(60, seed=1), epochs=1, seed=1, sampler=\"random\""
        _ = try session.evaluate("from sklearn.model_selection import GroupKFold, KFold")
        #expect(
            try Self.answer(
                "len(tune(build, \(Self.space), \(told), folds=GroupKFold(3), groups=\"neighbourhood\").trials)",
                session) == "1")
        #expect(
            try Self.answer(
                "len(tune(build, \(Self.space), \(told), folds=3, groups=\"neighbourhood\").trials)", session)
                == "1")
        let pairs = "list(KFold(3, shuffle=True, random_state=1).split(list(range(60))))"
        #expect(
            try Self.answer(
                "tune(build, \(Self.space), \(told), folds=\(pairs)).best_value == tune(build, \(Self.space), \(told), folds=KFold(3, shuffle=True, random_state=1)).best_value",
                session) == "True")
        for (text, part) in [
            ("folds=GroupKFold(3)", "group of each row"), ("folds=3, groups=\"town\"", "there is no column \"town\""),
            ("folds=[([0, 1], [60])]", "row 60 of 60"),
        ] {
            let found = #expect(throws: Diagnostic.self) {
                try session.evaluate("tune(build, \(Self.space), \(told), \(text))")
            }
            #expect(try #require(found).mistake.problem.contains(part), "\(found?.mistake.problem ?? "")")
        }
        let leak = try session.evaluate("tune(build, \(Self.space), \(told), folds=[([0, 1, 2, 3], [3, 4])])")
        #expect(leak.notes.contains { $0.contains("row 3 is both learnt from and measured on") }, "\(leak.notes)")
    }

    @Test("A population finds a schedule, and its best member predicts")
    func population() throws {
        let session = try Self.session(
            """
            def build(rate):
                model = Sequential([Dense(4, activation="relu"), Dense(1)])
                model.compile(Adam(rate), "mse")
                return model

            p = population_training(build, {"rate": Float(1e-3, 1e-1, log=True)}, house(80, seed=1), population=4, rounds=4, epochs=2, seed=1, truncation=0.25)
            """)
        #expect(try Self.answer("len(p.schedule)", session) == "4")
        #expect(try Self.answer("len(p.best.predict(house(5, seed=9)))", session) == "5")
        let wide = #expect(throws: Diagnostic.self) {
            try session.evaluate(
                """
                def wide(units):
                    model = Sequential([Dense(units), Dense(1)])
                    model.compile("adam", "mse")
                    return model

                population_training(wide, {"units": Int(2, 60)}, house(60, seed=1), population=4, rounds=3, epochs=1, seed=1)
                """)
        }
        #expect(try #require(wide).mistake.problem.contains("weights"))
    }
}
