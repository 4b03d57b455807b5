import Answers

extension Splitter {
    /// The place of each row's group among the groups in order, and how many groups there are.
    func numbered(_ rows: Int, _ groups: [Int]?) throws -> (places: [Int], count: Int) {
        guard let groups, groups.count == rows else {
            throw Mistake("grouped folds need the group of each row", expected: "\(rows) groups", argument: "groups")
        }
        let places = Dictionary(uniqueKeysWithValues: zip(Set(groups).sorted(), 0...))
        return (groups.map { places[$0] ?? 0 }, places.count)
    }

    /// scikit-learn's: the groups whose classes are most uneven first, each to the part that then differs least from the others.
    func groupedByClass(
        _ rows: Int, _ classes: [Int]?, _ groups: [Int]?, _ stream: inout MersenneTwister?
    ) throws -> [Int] {
        guard let classes, classes.count == rows else {
            throw Mistake("stratified folds need the class of each row", expected: "\(rows) classes", argument: "y")
        }
        let (places, groupCount) = try numbered(rows, groups)
        try enough(groupCount, "groups")
        let labels = Dictionary(uniqueKeysWithValues: zip(Set(classes).sorted(), 0...))
        var counts = [[Double]](repeating: [Double](repeating: 0, count: labels.count), count: groupCount)
        var all = [Double](repeating: 0, count: labels.count)
        for (place, label) in zip(places, classes) {
            let own = labels[label] ?? 0
            counts[place][own] += 1
            all[own] += 1
        }
        guard let most = all.max(), most >= Double(count) else {
            throw Mistake(
                "\(count) folds, and no class has more than \(Int(all.max() ?? 0)) rows",
                expected: "n_splits no greater than the number of rows of each class", argument: "n_splits"
            ).raised(
                as: "ValueError",
                "n_splits=\(count) cannot be greater than the number of members in each class.")
        }
        let order = stream?.permutation(groupCount) ?? Array(0..<groupCount)
        let spreads = order.map { counts[$0].meanAndVariance.variance.squareRoot() }
        var loads = [[Double]](repeating: [Double](repeating: 0, count: labels.count), count: count)
        var foldOf = [Int](repeating: 0, count: groupCount)
        for place in order.indices.sorted(by: { (-spreads[$0], $0) < (-spreads[$1], $1) }) {
            let group = order[place]
            let fold = best(for: counts[group], loads, all)
            foldOf[group] = fold
            for label in loads[fold].indices { loads[fold][label] += counts[group][label] }
        }
        return places.map { foldOf[$0] }
    }

    /// The part that may take a group so that the shares of the classes differ least among the parts; of equal ones the smaller.
    private func best(for group: [Double], _ loads: [[Double]], _ all: [Double]) -> Int {
        var found = 0
        var (least, rows) = (Double.infinity, Double.infinity)
        for fold in loads.indices {
            let filled = zip(loads[fold], group).map { $0 + $1 }
            let spreads = all.indices.map { label in
                loads.indices.map { ($0 == fold ? filled[label] : loads[$0][label]) / all[label] }
                    .meanAndVariance.variance.squareRoot()
            }
            let spread = spreads.meanAndVariance.mean
            let size = filled.reduce(0, +)
            let isClose = (spread - least).magnitude <= 1e-8 + 1e-5 * least.magnitude
            guard spread < least || isClose && size < rows else { continue }
            (found, least, rows) = (fold, spread, size)
        }
        return found
    }
}
