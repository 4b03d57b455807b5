import Answers
import Datasets
import Networks
import Tensors
import Testing
import Training

@testable import Inference

@Suite("Pruning")
struct PruningTests {
    @Test("masks are PyTorch's, of each kernel and of all together")
    func golden() throws {
        for one in try GoldenNumbers.read().pruned {
            let layers = one.shapes.map { DenseLayer(units: $0[1], usesBias: false) }
            let model = Model(Architecture(layers, inputShape: [one.shapes[0][0]]), seed: 1)
            let network = try model.build()
            for (name, kernel) in zip(network.names, one.kernels) {
                try network.setTensor(layer: name, role: "kernel", to: kernel)
            }
            for (scope, masks) in [(PruningScope.layer, one.layer), (.global, one.global)] {
                let pruned = try PrunePlan(scope: scope).prune(model, one.amount)
                let found = try pruned.model.build()
                for (index, mask) in masks.enumerated() {
                    let values = try #require(found.tensor(layer: found.names[index], role: "kernel")).values
                    #expect(values.map { $0 == 0 ? 0 : 1 } == mask, "\(scope), \(one.amount)")
                    #expect(zip(values, one.kernels[index]).allSatisfy { $0 == 0 || $0 == $1 })
                    #expect(pruned.layers[index].zeros == mask.reduce(0) { $0 + 1 - $1 })
                }
            }
        }
    }

    @Test("zeros stay zeros through a training with momentum, and the others learn")
    func held() throws {
        let (model, rows, test) = try QuantizedTests.moons()
        let plan = try PrunePlan(retrain: 5, data: rows, test: test)
        let pruned = try plan.prune(model, 0.7)
        let (before, after) = (try model.build(), try pruned.model.build())
        let mask = try PruningMask(before, amount: 0.7, scope: .global)
        #expect(mask.places.count == Int((0.7 * 236).rounded()) && pruned.zeros == mask.places.count)
        for place in mask.places { #expect(after.parameters.base[place] == 0) }
        let changed = (0..<before.parameterCount).filter { before.parameters.base[$0] != after.parameters.base[$0] }
        #expect(changed.count > before.parameterCount - 10)
        #expect(pruned.history?.epochs.count == 5)
        let (cut, retrained) = (try #require(pruned.scores.cut), try #require(pruned.scores.after))
        #expect(retrained.error < cut.error)
    }

    @Test("nothing of the original is touched, and the same call gives the same bits")
    func pure() throws {
        let (model, rows, _) = try QuantizedTests.moons(trained: 3)
        let before = Array(try model.build().parameters.buffer)
        let plan = try PrunePlan(retrain: 2, data: rows)
        let (one, two) = (try plan.prune(model, 0.5), try plan.prune(model, 0.5))
        #expect(Array(try model.build().parameters.buffer) == before)
        #expect(Array(try one.model.build().parameters.buffer) == Array(try two.model.build().parameters.buffer))
    }

    @Test("pruning of everything, and retraining without rows, are refused in words")
    func refusals() throws {
        let (model, _, _) = try QuantizedTests.moons(trained: 0)
        func mistake(_ body: () throws -> Void) -> Mistake? {
            do { try body(); return nil } catch { return error as? Mistake }
        }
        let all = mistake { _ = try PrunePlan().prune(model, 1) }
        #expect(all?.problem.contains("prunes everything") == true && all?.argument == "amount")
        #expect(mistake { _ = try PrunePlan().prune(model, 0.995) }?.argument == "amount")
        #expect(mistake { _ = try PrunePlan().prune(model, -0.1) }?.argument == "amount")
        #expect(mistake { _ = try PrunePlan().prune(model, .nan) }?.argument == "amount")
        #expect(mistake { _ = try PrunePlan(retrain: 3) }?.argument == "retrain")
        #expect(mistake { _ = try PruningStudy(model, amounts: [], plan: PrunePlan()) }?.argument == "amount")
        let bare = Model(Architecture([FlattenLayer()], inputShape: [3]), seed: 1)
        #expect(mistake { _ = try PrunePlan().prune(bare, 0.5) }?.problem == "the model has no kernel")
    }
}
