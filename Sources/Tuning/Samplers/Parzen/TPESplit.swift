import Answers

/// The trials that have the hyperparameters of a proposal, divided into good and other ones.
struct TPESplit {
    private let history: TrialHistory
    private let columns: [TrialHistory.Column?]
    /// By place in `history.finished`: the number among the good ones, or −1 − the number among the others; Int32.min where
    /// the trial does not have the hyperparameters.
    private var slots: [Int32]
    private var goodCount = 0
    private var otherCount = 0
    /// Codes of the running trials that count, on the scale, trial after trial; they stand behind the finished ones.
    private var running: [[Double]] = []
    /// The places of trials in order of their numbers.
    private let chronological: [Int]?

    init(_ history: TrialHistory, _ parameters: [SearchParameter], constantLiar: Bool, work: Work) throws {
        self.history = history
        columns = parameters.map(history.column)
        slots = [Int32](repeating: .min, count: history.finished.count)
        chronological =
            history.isInOrder
            ? nil : history.finished.indices.sorted { history.finished[$0].number < history.finished[$1].number }
        guard !columns.contains(where: { $0 == nil }) else { return }
        var isGood = [Bool](repeating: false, count: slots.count)
        let wanted = TPESplit.wantedCount(of: history.informative, objectives: history.directions.count)
        for place in try history.goodPlaces(wanted, work: work) { isGood[Int(place)] = true }
        let isComplete = columns.allSatisfy { $0?.sorted.count == slots.count }
        for index in slots.indices {
            let place = chronological?[index] ?? index
            if !isComplete, !columns.allSatisfy({ !($0?.places[place].isNaN ?? true) }) { continue }
            if isGood[place] {
                slots[place] = Int32(goodCount)
                goodCount += 1
            } else {
                slots[place] = -1 - Int32(otherCount)
                otherCount += 1
            }
        }
        guard constantLiar else { return }
        for trial in history.running {
            let codes = parameters.compactMap { parameter in
                trial.configuration[parameter.name].flatMap(parameter.domain.code).map(parameter.domain.scaled)
            }
            if codes.count == parameters.count { running.append(codes) }
        }
    }

    /// The density of one part.
    func estimator(_ parameters: [SearchParameter], good: Bool) -> ParzenEstimator {
        let finished = good ? goodCount : otherCount
        let count = good ? finished : finished + running.count
        let observations = parameters.indices.map { axis in
            var codes = [Double](repeating: 0, count: count)
            var order: [Int32] = []
            order.reserveCapacity(count)
            if finished > 0, let column = columns[axis] {
                for place in column.sorted {
                    let slot = slots[Int(place)]
                    guard slot != .min, (slot >= 0) == good else { continue }
                    let index = good ? slot : -1 - slot
                    codes[Int(index)] = column.places[Int(place)]
                    order.append(index)
                }
            }
            if count > finished {
                for (index, trial) in running.enumerated() {
                    codes[finished + index] = trial[axis]
                    order.append(Int32(finished + index))
                }
                order.sort { codes[Int($0)] < codes[Int($1)] }
            }
            return ParzenEstimator.Observations(codes: codes, order: order)
        }
        // Of several objectives the good ones count alike, however many they are.
        let isEven = good && history.directions.count > 1
        return ParzenEstimator(
            parameters, observations,
            weights: isEven ? [Double](repeating: 1, count: count) : TPESplit.weights(count))
    }

    /// 1 for the newest 25; before them rising from 1/n to 1.
    static func weights(_ count: Int) -> [Double] {
        var weights = [Double](repeating: 1, count: count)
        let older = count - 25
        guard older > 0 else { return weights }
        let first = 1 / Double(count)
        for index in 0..<older {
            weights[index] = older == 1 ? first : first + (1 - first) * Double(index) / Double(older - 1)
        }
        return weights
    }

    /// How many of n trials are good.
    private static func wantedCount(of n: Int, objectives: Int) -> Int {
        let tenth = Int((0.1 * Double(n)).rounded(.up))
        return objectives > 1 ? tenth : min(tenth, 25)
    }
}

extension TrialHistory {
    /// The places of the best trials: complete ones by their values, then pruned ones by how far they came and what they
    /// reported there, then the ones that break a constraint by how much.
    func goodPlaces(_ wanted: Int, work: Work = Work()) throws -> [Int32] {
        var places = try directions.count == 1 ? Array(ranked.prefix(wanted)) : front(wanted, work)
        if places.count < wanted, !pruned.isEmpty {
            let rest = pruned.sorted { prunedRank($0) < prunedRank($1) }
            places += rest.prefix(wanted - places.count)
        }
        if places.count < wanted, !infeasible.isEmpty {
            let rest = infeasible.sorted { finished[Int($0)].violation < finished[Int($1)].violation }
            places += rest.prefix(wanted - places.count)
        }
        return places
    }

    private func prunedRank(_ place: Int32) -> (Int, Double) {
        guard let last = finished[Int(place)].reports.last else { return (1, 0) }
        return (-last.step, last.value.isNaN ? .infinity : directions[0].loss(last.value))
    }

    /// The best of several objectives: front after front, the last one thinned out by the hypervolume that each adds.
    private func front(_ wanted: Int, _ work: Work) throws -> [Int32] {
        let places = ranked.sorted()
        let losses = places.map { self.lossVector(Int($0)) }
        let sort = try ParetoSort(losses) { if work.isCancelled { throw Stopped() } }
        return try sort.best(wanted, work: work).map { places[$0] }
    }

    /// A complete trial's values as losses.
    func lossVector(_ place: Int) -> [Double] { zip(directions, finished[place].values).map { $0.loss($1) } }
}
