import Datasets
import Networks
import Optimizers
import Testing

@testable import Training

@Suite("Recipes that are kept")
struct RecipeShelfTests {
    /// The history of a training whose data take 40 kB.
    private static func history() throws -> History {
        let model = Model(Architecture([DenseLayer(units: 1)]))
        model.compile(TrainingPlan(optimizer: try Optimizer("SGD", rate: .constant(0.001)), loss: .mse))
        var options = FitOptions(epochs: 1, batchSize: 1000)
        options.keepsRecipe = true
        let x = try Samples(shape: [1000, 9], values: [Float](repeating: 1, count: 9000))
        return try model.fit(x, Samples(column: [Float](repeating: 1, count: 1000)), options)
    }

    @Test("The oldest give their data up when all together take too much, the newest never")
    func bounded() throws {
        let shelf = RecipeShelf(limit: 100_000)
        let histories = try (0..<5).map { _ in try Self.history() }
        for history in histories { shelf.keep(try #require(history.origin?.kept)) }
        #expect(try #require(histories[0].origin).kept.bytes == 40_000)
        #expect(histories.map { $0.origin?.recipe != nil } == [false, false, false, true, true])
        #expect(histories.allSatisfy { $0.origin != nil }, "that there was one stays known")
        let narrow = RecipeShelf(limit: 10)
        let last = try Self.history()
        narrow.keep(try #require(last.origin?.kept))
        #expect(last.origin?.recipe != nil)
    }

    @Test("What nobody holds any more takes no room, and what comes again is counted once")
    func gone() throws {
        let shelf = RecipeShelf(limit: 100_000)
        let first = try Self.history()
        shelf.keep(try #require(first.origin?.kept))
        for _ in 0..<20 { shelf.keep(try #require(Self.history().origin?.kept)) }
        #expect(first.origin?.recipe != nil)
        for _ in 0..<5 { shelf.keep(try #require(first.origin?.kept)) }
        let second = try Self.history()
        shelf.keep(try #require(second.origin?.kept))
        #expect(first.origin?.recipe != nil && second.origin?.recipe != nil)
    }
}
