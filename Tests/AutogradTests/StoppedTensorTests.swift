import Answers
import Arrays
import Autograd
import Testing

@Suite("Operations on tensors that are stopped at once")
struct StoppedTensorTests {
    @Test("What is joined, picked, reduced and turned to ordinary memory is left") func stopping() throws {
        let work = Work()
        let recorder = Recorder(work: work)
        // Six megabytes: more than is done between two looks at the work.
        let x = recorder.tensor(try NDArray.zeros([1500, 1000], .float32))
        let places = recorder.tensor(try NDArray([Int](repeating: 0, count: 100_000)))
        work.cancel()
        #expect(throws: Stopped.self) { try Tensor.joined([x, x], along: 0) }
        #expect(throws: Stopped.self) { try Tensor.stacked([x, x], along: 0) }
        #expect(throws: Stopped.self) { try x.indexed([.tensor(places)]) }
        #expect(throws: Stopped.self) { try x.embedded(places) }
        #expect(throws: Stopped.self) { try x.median() }
        #expect(throws: Stopped.self) { try x.sum([0]) }
        #expect(throws: Stopped.self) { try recorder.full([1500, 1000], 1, .float32) }
    }
}
