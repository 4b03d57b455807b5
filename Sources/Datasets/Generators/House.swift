public import Answers
import Numbers
import RealModule

/// House prices of a made-up town, of which mean, noise and therefore the best possible error are known.
extension Table {
    private static let neighbourhoods: [(name: String, share: Double, x: Double, y: Double)] = [
        ("Harbour", 0.14, -2, -1), ("OldTown", 0.12, 0, 0.5), ("Hilltop", 0.10, 1.5, 3), ("Station", 0.18, 2.5, -1),
        ("Orchard", 0.14, -4, 3), ("Mill", 0.14, 4.5, 1), ("Airport", 0.10, 5, -5), ("Lakeside", 0.08, -5, -4),
    ]

    /// `n` sales with ln price = µ + σ·N(0, 1), rounded to 1,000. With la = ln(area/110) and c = exp(−(x² + y²)/18), in city A:
    ///
    /// µ = 12.4 + .72 la + .09 ln(lot/350) + .045 (quality − 5.5) − .008 age + .00007 age² + .035 garage + .04 (baths − 1.5)
    /// + neighbourhood + .30 c + .35 la·c + .16 sin(.8x) cos(.7y) + .02 sin(2π month/12),
    /// σ = .06 + .0008 age + .05 [Airport] + .03 [la > .5].
    ///
    /// Neighbourhoods' effects do not rise with their order, and the door number means nothing. Each column has a stream of its
    /// own, so that more rows begin with the same ones. City B has the same formula with the numbers of `City.b`, and other sales.
    ///
    /// - Parameters:
    ///   - n: how many, from 1.
    ///   - outliers: whether one sale in fifty is off by ±U(.6, 1.2) in ln price: a distress sale, a typing error.
    ///   - city: whose prices.
    /// - Throws: `Mistake` for `n` below 1 or too large, and when the work is cancelled.
    public static func house(n: Int, seed: UInt64, outliers: Bool = true, city: City, work: Work = Work()) throws
        -> Table
    {
        guard n >= 1 else { throw Mistake("\(n) sales are no data", expected: "at least 1", argument: "n") }
        try Samples.checkSize([n, 16])
        var streams = HouseStreams(seed, city)
        let market = city.market
        var columns: [String: [Double]] = [:]
        for name in houseColumns { columns[name] = [] }
        var places: [Int32] = []
        var truth = Truth(mean: [], deviation: [], isOutlier: [], outlierVariance: outliers ? 0.02 * 0.84 : 0)
        for index in 0..<n {
            try Dataset.goOn(index, of: n, work)
            let place = streams.neighbourhood()
            let town = neighbourhoods[place]
            let x = town.x + 0.9 * streams.x.normal()
            let y = town.y + 0.9 * streams.y.normal()
            let area = within(.exp(4.72 + 0.36 * streams.area.normal()), 35, 400)
            let la: Double = .log(area / 110)
            let lot = within(area * .exp(1.1 + 0.5 * streams.lot.normal()), 60, 5000)
            let beds = within((area / 38 + 0.7 * streams.beds.normal()).rounded(), 1, 7)
            let baths = within((beds / 2 + 0.2 + 0.5 * streams.baths.normal()).rounded(), 1, 4)
            let years = 20 * streams.gamma() * (town.name == "OldTown" ? 1.5 : 1)
            let age = within(years.rounded(), 0, 120)
            let quality = within((5.5 + 1.2 * la + 1.6 * streams.quality.normal()).rounded(), 1, 10)
            let garage = streams.garages()
            let month = Double(1 + streams.month.index(below: 12))
            let door = Double(1 + streams.door.index(below: 199))

            let c: Double = .exp(-(x * x + y * y) / 18)
            var mean = market.level + market.area * la
            mean += market.lot * .log(lot / 350)
            mean += market.quality * (quality - 5.5) - market.age * age
            mean += market.ageSquared * age * age + market.garage * garage
            mean += market.baths * (baths - 1.5) + market.effects[place]
            mean += market.centre * c + market.centreArea * la * c
            mean += market.wave * .sin(0.8 * x) * .cos(0.7 * y)
            mean += 0.02 * .sin(2 * .pi * month / 12)
            let deviation =
                market.noise + market.noiseOfAge * age + (town.name == "Airport" ? 0.05 : 0) + (la > 0.5 ? 0.03 : 0)
            // Drawn whether it counts or not: the sales are the same with outliers and without.
            let (isOff, off) = (streams.outlier.uniform() < 0.02, streams.outlier.uniform(0.6, 1.2))
            let sign: Double = streams.outlier.uniform() < 0.5 ? -1 : 1
            var logPrice = mean + deviation * streams.noise.normal()
            if outliers && isOff { logPrice += sign * off }
            let price = (Double.exp(logPrice) / 1000).rounded() * 1000

            places.append(Int32(place))
            let row = [x, y, area, lot, beds, baths, age, quality, garage, month, door, price]
            for (name, value) in zip(houseColumns, row) { columns[name]?.append(value) }
            truth.mean.append(mean)
            truth.deviation.append(deviation)
            truth.isOutlier.append(outliers && isOff)
        }
        let numbers = houseColumns.map { Column($0, numbers: columns[$0] ?? []) }
        let towns = Column("neighbourhood", .categories(places, levels: neighbourhoods.map(\.name)))
        let name =
            "house(n=\(n), seed=\(seed), outliers=\(outliers ? "True" : "False")"
            + (city == .a ? ")" : ", city=\"\(city.rawValue)\")")
        return try sold([towns] + numbers, name, truth, outliers: outliers)
    }

    /// The table of the sales, with what is known of them.
    private static func sold(_ columns: [Column], _ name: String, _ truth: Truth, outliers: Bool) throws -> Table {
        var table = try Table(columns, name: name, target: "price")
        table.truth = truth
        table.plan.logTarget = true
        table.decisions = [
            Decision(.entering, "price", "its logarithm is learnt; reports are in its own unit"),
            Decision(
                .reading, nil,
                "generated: no model can have an RMSE of ln price below \(truth.cleanFloor.short()) on rows without outliers"
                    + (outliers ? ", or \(truth.floor.short()) with them" : "")),
        ]
        return table
    }

    /// The same of city A.
    public static func house(n: Int, seed: UInt64, outliers: Bool = true, work: Work = Work()) throws -> Table {
        try house(n: n, seed: seed, outliers: outliers, city: .a, work: work)
    }

    private static let houseColumns = [
        "x", "y", "area", "lot", "beds", "baths", "age", "quality", "garage", "month", "door", "price",
    ]

    private static func within(_ value: Double, _ low: Double, _ high: Double) -> Double {
        Swift.min(high, Swift.max(low, value))
    }

    /// A stream for each column.
    private struct HouseStreams {
        var place: RandomStream
        var x: RandomStream
        var y: RandomStream
        var area: RandomStream
        var lot: RandomStream
        var beds: RandomStream
        var baths: RandomStream
        var age: RandomStream
        var quality: RandomStream
        var garage: RandomStream
        var month: RandomStream
        var door: RandomStream
        var noise: RandomStream
        var outlier: RandomStream

        init(_ seed: UInt64, _ city: City) {
            let number: UInt64 = city == .a ? 0 : 1
            place = RandomStream(seed: seed, purpose: "house neighbourhood", index: number)
            x = RandomStream(seed: seed, purpose: "house x", index: number)
            y = RandomStream(seed: seed, purpose: "house y", index: number)
            area = RandomStream(seed: seed, purpose: "house area", index: number)
            lot = RandomStream(seed: seed, purpose: "house lot", index: number)
            beds = RandomStream(seed: seed, purpose: "house beds", index: number)
            baths = RandomStream(seed: seed, purpose: "house baths", index: number)
            age = RandomStream(seed: seed, purpose: "house age", index: number)
            quality = RandomStream(seed: seed, purpose: "house quality", index: number)
            garage = RandomStream(seed: seed, purpose: "house garage", index: number)
            month = RandomStream(seed: seed, purpose: "house month", index: number)
            door = RandomStream(seed: seed, purpose: "house door", index: number)
            noise = RandomStream(seed: seed, purpose: "house noise", index: number)
            outlier = RandomStream(seed: seed, purpose: "house outliers", index: number)
        }

        mutating func neighbourhood() -> Int {
            var rest = place.uniform()
            for (index, town) in Table.neighbourhoods.enumerated() {
                rest -= town.share
                if rest < 0 { return index }
            }
            return Table.neighbourhoods.count - 1
        }

        /// Gamma(2.2, 1) by Marsaglia & Tsang (2000).
        mutating func gamma() -> Double {
            let d = 2.2 - 1.0 / 3
            let c = 1 / (9 * d).squareRoot()
            while true {
                let z = age.normal()
                let root = 1 + c * z
                guard root > 0 else { continue }
                let v = root * root * root
                let bound: Double = 0.5 * z * z + d - d * v + d * .log(v)
                if Double.log(1 - age.uniform()) < bound { return d * v }
            }
        }

        /// Poisson(.9), at most 3.
        mutating func garages() -> Double {
            var count = 0.0
            var product = garage.uniform()
            let limit: Double = .exp(-0.9)
            while product > limit {
                count += 1
                product *= garage.uniform()
            }
            return Swift.min(3, count)
        }
    }
}
