import Answers
import Datasets
import Testing

/// Rows by the seed. Values: numpy 2.4.6 (`RandomState`) and scikit-learn 1.9.1 with `random_state` of the seed.
@Suite struct ShuffleTests {
    private let classes = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 0, 0]
    private let groups = [3, 1, 2, 3, 1, 2, 0, 0, 1, 2, 3, 4, 4]

    private func tests(_ splitter: Splitter) throws -> [[Int]] {
        try splitter.folds(13, classes: classes, groups: groups).map(\.test)
    }

    @Test func permutationsAreNumPys() {
        var twister = MersenneTwister(seed: 1)
        #expect(twister.permutation(10) == [2, 9, 6, 4, 0, 3, 1, 7, 8, 5])
        #expect(twister.permutation(7) == [6, 3, 0, 2, 1, 4, 5])
        var most = MersenneTwister(seed: 4_294_967_295)
        #expect(most.permutation(6) == [1, 4, 5, 0, 2, 3])
        var wide = MersenneTwister(seed: 3 << 32 | 5)
        #expect(wide.permutation(10) == [3, 9, 8, 0, 5, 7, 1, 4, 2, 6])
        var many = MersenneTwister(seed: 0)
        let order = many.permutation(70_000)
        #expect(order.prefix(5) == [10_840, 56_267, 14_849, 62_726, 47_180])
        #expect(order.suffix(3) == [42_613, 43_567, 68_268])
    }

    @Test func shuffledFoldsAreScikitLearnsToTheRow() throws {
        #expect(
            try tests(Splitter(.folds, count: 5, seed: 1)) == [[2, 3, 4], [1, 6, 10], [0, 7, 12], [8, 9], [5, 11]])
        #expect(
            try tests(Splitter(.stratified, count: 2, seed: 1)) == [[0, 1, 2, 3, 8, 9, 10], [4, 5, 6, 7, 11, 12]])
        #expect(
            try tests(Splitter(.grouped, count: 3, seed: 1)) == [[1, 2, 4, 5, 8, 9], [6, 7, 11, 12], [0, 3, 10]])
        #expect(
            try tests(Splitter(.folds, count: 2, repeats: 2, seed: 1)) == [
                [0, 1, 2, 3, 4, 6, 10], [5, 7, 8, 9, 11, 12], [0, 1, 3, 7, 8, 11, 12], [2, 4, 5, 6, 9, 10],
            ])
        #expect(
            try tests(Splitter(.stratified, count: 2, repeats: 2, seed: 1)) == [
                [0, 1, 2, 3, 8, 9, 10], [4, 5, 6, 7, 11, 12], [0, 2, 3, 4, 7, 8, 12], [1, 5, 6, 9, 10, 11],
            ])
        let random = try Splitter(.random(test: 0.3), count: 2, seed: 1).folds(13)
        #expect(
            random == [
                .init(train: [1, 6, 0, 7, 12, 9, 8, 11, 5], test: [2, 3, 4, 10]),
                .init(train: [12, 3, 11, 10, 5, 4, 2, 9, 6], test: [8, 1, 0, 7]),
            ])
    }

    @Test func stratifiedPartsAreScikitLearnsToTheRow() throws {
        var twister = MersenneTwister(seed: 42)
        #expect(
            try Splitter.stratified(classes, train: 9, test: 4, &twister)
                == .init(train: [0, 3, 2, 7, 6, 4, 8, 12, 10], test: [5, 1, 9, 11]))
        twister = MersenneTwister(seed: 0)
        #expect(
            try Splitter.stratified(classes, train: 6, test: 4, &twister)
                == .init(train: [10, 5, 6, 3, 1, 12], test: [0, 9, 7, 2]))
        #expect(throws: Mistake.self) { try Splitter.stratified([0, 0, 1], train: 2, test: 1, &twister) }
        #expect(throws: Mistake.self) { try Splitter.stratified([0, 0, 1, 1], train: 3, test: 1, &twister) }
    }
}
