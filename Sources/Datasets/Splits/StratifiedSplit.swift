import Answers

extension Splitter {
    /// The rows of one training and one test part with every class in the same share, as scikit-learn 1.9's
    /// `StratifiedShuffleSplit` draws them.
    ///
    /// - Parameter labels: the class of each row; classes are in the order of their numbers.
    /// - Throws: `Mistake` for a class of one row and for parts that are smaller than the number of classes.
    public static func stratified(
        _ labels: [Int], train: Int, test: Int, _ twister: inout MersenneTwister
    ) throws -> Fold {
        var rows: [Int: [Int]] = [:]
        for (row, label) in labels.enumerated() { rows[label, default: []].append(row) }
        let classes = rows.keys.sorted().compactMap { rows[$0] }
        if let small = classes.first(where: { $0.count < 2 }) {
            throw Mistake(
                "the class of row \(small[0]) has no other row, so that it cannot be in both parts",
                expected: "two rows or more of each class", argument: "stratify"
            ).raised(
                as: "ValueError",
                "The least populated classes in y have only 1 member, which is too few. The minimum number of groups for any "
                    + "class cannot be less than 2.")
        }
        for (name, size) in [("train", train), ("test", test)] where size < classes.count {
            throw Mistake(
                "\(size) \(name) rows for \(classes.count) classes", expected: "a row for each class or more",
                argument: "\(name)_size"
            ).raised(
                as: "ValueError",
                "The \(name)_size = \(size) should be greater or equal to the number of classes = \(classes.count)")
        }
        let first = shares(classes.map(\.count), train, &twister)
        let second = shares(zip(classes, first).map { $0.count - $1 }, test, &twister)
        var fold = Fold(train: [], test: [])
        for (place, own) in classes.enumerated() {
            let order = twister.permutation(own.count).map { own[$0] }
            fold.train += order[..<first[place]]
            fold.test += order[first[place]..<first[place] + second[place]]
        }
        twister.shuffle(&fold.train)
        twister.shuffle(&fold.test)
        return fold
    }

    /// How many of each class there are among so many rows: the whole parts of the exact shares, and one more where the largest
    /// rests are; equal rests are drawn.
    private static func shares(_ counts: [Int], _ size: Int, _ twister: inout MersenneTwister) -> [Int] {
        let all = Double(counts.reduce(0, +))
        let exact = counts.map { Double($0) / all * Double(size) }
        var whole = exact.map { Int($0) }
        let rests = zip(exact, whole).map { $0 - Double($1) }
        var missing = size - whole.reduce(0, +)
        for rest in Set(rests).sorted(by: >) where missing > 0 {
            let places = rests.indices.filter { rests[$0] == rest }
            let chosen = twister.permutation(places.count).prefix(missing)
            for place in chosen { whole[places[place]] += 1 }
            missing -= chosen.count
        }
        return whole
    }
}
