import Answers
import Testing

@testable import Tuning

@Suite("A search space says what may be tried")
struct SearchSpaceTests {
    private static func tree() throws -> SearchSpace {
        try SearchSpace([
            SearchParameter("lr", .float(1e-4, 1e-1, log: true)),
            SearchParameter("optimizer", .choice("sgd", "adam", "lion")),
            SearchParameter(
                "momentum", .float(low: 0, high: 0.9, log: false, step: 0.3), when: .init("optimizer", [.text("sgd")])),
            SearchParameter(
                "nesterov", .choice([.flag(false), .flag(true)]), when: .init("optimizer", [.text("sgd")])),
            SearchParameter("beta", .int(1, 3), when: .init("optimizer", [.text("adam"), .text("lion")])),
        ])
    }

    @Test("A grid of m levels over n independent hyperparameters has m^n configurations")
    func power() throws {
        let space = try SearchSpace((0..<5).map { SearchParameter("p\($0)", .float(0, 1)) })
        #expect(try SpaceGrid(space, levels: 3).count == 243)
    }

    @Test("The branches of a grid are added up, and its configurations are all different and all in the space")
    func branches() throws {
        let space = try Self.tree()
        let grid = try SpaceGrid(space, levels: 4)
        // 4 rates · (4 momenta · 2 + 3 + 3)
        #expect(grid.count == 4 * (8 + 3 + 3))
        let all = (0..<grid.count).map(grid.configuration)
        #expect(Set(all).count == grid.count)
        for configuration in all { #expect(try space.contains(configuration), "\(configuration.text)") }
        #expect(all[0].names == ["lr", "optimizer", "momentum", "nesterov"])
        #expect(all[1]["nesterov"] == .flag(true))
    }

    @Test("A grid that no Int can count is refused in words")
    func hugeGrid() throws {
        let space = try SearchSpace((0..<70).map { SearchParameter("p\($0)", .int(0, 1)) })
        #expect(throws: Mistake.self) { try SpaceGrid(space, levels: nil) }
    }

    @Test("A hyperparameter with more levels than memory has room for is refused as a grid")
    func hugeLevels() throws {
        let space = try SearchSpace([SearchParameter("n", .int(0, 1 << 52))])
        #expect(throws: Mistake.self) { try SpaceGrid(space, levels: nil) }
        let study = try Study(sampler: RandomSampler())
        try study.optimize(space, trials: 3) { _ in [0] }
        #expect(try study.trials().count == 3)
    }

    @Test(
        "Empty and contradictory spaces are refused with the hyperparameter's name",
        arguments: [
            [],
            [SearchParameter("a", .float(1, 0))],
            [SearchParameter("a", .float(0, 1, log: true))],
            [SearchParameter("a", .float(-1, 1, log: true))],
            [SearchParameter("a", .float(0, .infinity))],
            [SearchParameter("a", .float(0, .nan))],
            [SearchParameter("a", .float(low: 1, high: 2, log: true, step: 0.1))],
            [SearchParameter("a", .float(low: 1, high: 2, log: false, step: -0.1))],
            [SearchParameter("a", .int(low: 1, high: 2, log: true, step: 2))],
            [SearchParameter("a", .int(low: 1, high: 2, log: false, step: 0))],
            [SearchParameter("a", .int(.min, .max))],
            [SearchParameter("a", .choice([]))],
            [SearchParameter("a", .choice("x", "x"))],
            [SearchParameter("a", .choice([.number(.nan), .number(1)]))],
            [SearchParameter("a", .float(low: 0, high: 1, log: false, step: 3))],
            [SearchParameter("a", .int(low: 1, high: 4, log: false, step: 4))],
            [SearchParameter("a", .int(0, 1)), SearchParameter("a", .int(0, 1))],
            [SearchParameter("a", .int(0, 1), when: .init("b", [.integer(1)]))],
            [SearchParameter("b", .int(0, 1)), SearchParameter("a", .int(0, 1), when: .init("b", [.integer(2)]))],
            [SearchParameter("b", .int(0, 1)), SearchParameter("a", .int(0, 1), when: .init("b", []))],
        ])
    func contradictions(_ parameters: [SearchParameter]) {
        #expect { try SearchSpace(parameters) } throws: { error in
            guard let mistake = error as? Mistake else { return false }
            return parameters.isEmpty || mistake.problem.contains("a")
        }
    }

    @Test(
        "A code goes to the unit interval and back",
        arguments: [
            .float(-3, 5), .float(1e-5, 1, log: true), .float(low: 0, high: 1, log: false, step: 0.25), .int(-2, 9),
            .int(4, 256, log: true), .int(low: 1, high: 10, log: false, step: 3), .choice("a", "b", "c"),
        ] as [ParameterDomain])
    func units(_ domain: ParameterDomain) throws {
        let domain = try domain.checked("x")
        for code in try #require(domain.levels(50)) {
            let unit = domain.unit(code)
            #expect((0...1).contains(unit))
            #expect(abs(domain.code(unit: unit) - code) < 1e-12 * max(1, abs(code)))
            #expect(domain.code(domain.setting(code)) == code)
        }
    }

    @Test("A condition on 1.0 of a whole number is one on 1, in a grid as in a draw")
    func conditionOnANumber() throws {
        let space = try SearchSpace([
            SearchParameter("layers", .int(1, 2)),
            SearchParameter("width", .int(1, 3), when: .init("layers", [.number(1.0)])),
        ])
        #expect(space.parameters[1].condition?.settings == [.integer(1)])
        #expect(try SpaceGrid(space, levels: nil).count == 4)
        let study = try Study(sampler: RandomSampler())
        try study.optimize(space, trials: 4) { _ in [0] }
        let widths = Set(try study.trials().map { $0.configuration["width"]?.number })
        #expect(widths == [1, 2, 3, nil])
    }

    @Test("A grid's number and its configuration belong together, whatever the order of the names")
    func numbers() throws {
        let grid = try SpaceGrid(Self.tree(), levels: 4)
        for index in 0..<grid.count {
            let configuration = grid.configuration(index)
            var turned = Configuration()
            for name in configuration.names.reversed() { turned[name] = configuration[name] }
            #expect(grid.index(of: turned) == index)
        }
        #expect(grid.index(of: ["lr": .number(0.5), "optimizer": .text("adam"), "beta": .integer(1)]) == nil)
    }

    @Test("A domain is written so that it is read back to the last digit")
    func exact() {
        #expect(ParameterDomain.float(1e-4, 1e-1, log: true).text == "Float(0.0001, 0.1, log=True)")
        #expect(ParameterDomain.float(1000.4001, 1 / 3.0).text == "Float(1000.4001, 0.3333333333333333)")
    }

    @Test("Each whole number, step and choice has an equal share of the unit interval")
    func shares() throws {
        for domain in [.int(1, 4), .choice("a", "b", "c", "d"), .float(low: 0, high: 0.75, log: false, step: 0.25)]
            as [ParameterDomain]
        {
            var counts: [Double: Int] = [:]
            for i in 0..<4000 { counts[domain.code(unit: (Double(i) + 0.5) / 4000), default: 0] += 1 }
            #expect(counts.values.sorted() == [1000, 1000, 1000, 1000])
        }
    }

    @Test("An upper end between two steps comes down to the last step")
    func lastStep() throws {
        #expect(
            try ParameterDomain.float(low: 0, high: 1, log: false, step: 0.3).checked("x").levels(nil)?.count == 4)
        // Optuna 5.0: FloatDistribution(0, 1, step=0.3).high is 0.9.
        #expect(
            try ParameterDomain.float(low: 0, high: 1, log: false, step: 0.3).checked("x").text
                == "Float(0, 0.9, step=0.3)")
        #expect(try ParameterDomain.int(low: 1, high: 9, log: false, step: 3).checked("x").levels(nil) == [1, 4, 7])
    }

    @Test("Values come back as they were written, and 32.0 finds the choice 32")
    func asWritten() {
        let domain = ParameterDomain.choice([.integer(32), .integer(64), .none])
        #expect(domain.code(.number(64)) == 1)
        #expect(domain.setting(1) == .integer(64))
        #expect(domain.text == "Choice([32, 64, None])")
    }
}
