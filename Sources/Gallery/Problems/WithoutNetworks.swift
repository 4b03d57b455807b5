internal import Answers
internal import Baselines
internal import Datasets
internal import Numbers
internal import RealModule

/// Problems whose models are no networks: ratings, two moons, loans, machines that pay, and prices that nobody can foretell.
extension GalleryProblem {
    static let recommending = GalleryProblem(
        "factorization", model: "a matrix factorization with l2 = 1", task: "complete 1,200 ratings, made of rank 3",
        "rank", Interval(1, 30).whole, [1, 2, 3, 4, 6, 10], measure: "RMSE on hidden ratings (noise: 0.3)",
        source: "Koren, Bell & Volinsky (2009)"
    ) { rank, seed, work in
        let ratings = try Ratings(users: 40, items: 30, rank: 3, seed: seed, work: work)
        let model = try MatrixFactorisation(rank: Int(rank), seed: seed).fit(ratings, work: work)
        return .init(training: model.knownError, validation: model.hiddenError)
    }

    static let moons = GalleryProblem(
        "svm", model: "a support vector machine, RBF, C = 1", task: "tell two noisy moons apart", "gamma", .positive,
        [0.01, 0.1, 1, 10, 100, 1000], measure: "share of wrong classes", source: "Cortes & Vapnik (1995)"
    ) { gamma, seed, work in
        let data = try Dataset.moons(n: 700, noise: 0.3, seed: seed, work: work)
        let rows = try Design(names: ["x", "y"], count: data.count, values: data.x.values.map { Double($0) })
        let labels = data.y.values.map { $0 > 0.5 }
        let (train, test) = (Array(0..<200), Array(200..<700))
        let fitted = try SupportVectorMachine(kernel: .rbf(gamma: gamma)).fit(
            rows.rows(at: train), train.map { labels[$0] }, work: work)
        func error(_ places: [Int]) throws -> Double {
            let scores = try fitted.scores(rows.rows(at: places), work: work)
            return Double(zip(places, scores).count { labels[$0] != ($1 > 0) }) / Double(places.count)
        }
        return try .init(training: error(train), validation: error(test))
    }

    static let credit = GalleryProblem(
        "boosting", model: "gradient-boosted trees of depth 3, rate 0.1", task: "foretell which loans default",
        "rounds",
        Interval(1, 10_000).whole, [3, 10, 30, 100, 300], measure: "cross-entropy, in nats", source: "Friedman (2001)"
    ) { rounds, seed, work in
        let table = try Table.credit(n: 2000, seed: seed, work: work)
        let names = ["income", "debt", "late", "years", "age"]
        let columns = names.compactMap { name in table.columns.first { $0.name == name }?.numbers }
        let values = (0..<table.rowCount).flatMap { row in columns.map { $0[row] } }
        let rows = try Design(names: names, count: table.rowCount, values: values)
        let defaults = table.columns.first { $0.name == "default" }?.numbers ?? []
        let (train, test) = (Array(0..<800), Array(800..<2000))
        var trees = BoostedTrees()
        (trees.iterations, trees.mostDepth) = (Int(rounds), 3)
        let forest = try trees.fit(rows.rows(at: train), train.map { defaults[$0] }, isBinary: true, work: work)
        func loss(_ places: [Int]) throws -> Double {
            let said = try forest.predict(rows.rows(at: places), work: work)
            let sum = zip(places, said).reduce(0.0) { sum, pair in
                sum - Double.log(defaults[pair.0] > 0.5 ? pair.1 : 1 - pair.1)
            }
            return sum / Double(places.count)
        }
        return try .init(training: loss(train), validation: loss(test))
    }

    static let machines = GalleryProblem(
        "bandit", model: "an ε-greedy player, 3,000 pulls", task: "pull the best of 10 machines", "epsilon", .share,
        [0, 0.01, 0.03, 0.1, 0.3, 1], measure: "regret of a pull, mean of 100 games", source: "Sutton & Barto (2018)"
    ) { epsilon, seed, work in
        let study = try BanditStudy(
            count: 10, epsilons: [epsilon], steps: 3000, seeds: 100, seed: seed &* 1000, work: work)
        return .init(training: .nan, validation: (study.rows.first?.regret.mean ?? .nan) / 3000)
    }

    static let stock = GalleryProblem(
        "stock", model: "boosted trees on the last prices and the day",
        task: "foretell the next price of a random walk",
        "lags", Interval(1, 40).whole, [1, 2, 5, 10, 20],
        measure: "squared error over that of \"as yesterday\" (1: no skill)", source: "Bergmeir & Benítez (2012)",
        bar: 1
    ) { lags, seed, work in
        var trees = BoostedTrees()
        trees.iterations = 30
        let skill = try PriceSkill("boosted trees", lags: Int(lags), seeds: 1, seed: seed, work: work) {
            [trees] x, y, asked in
            try trees.fit(x, y, work: work).predict(asked, work: work)
        }
        return .init(
            training: skill.shuffledRatios.first ?? .nan, validation: skill.laterRatios.first ?? .nan)
    }
}
