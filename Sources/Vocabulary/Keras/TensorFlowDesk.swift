import Answers
import Autograd
import Language

/// The tensors of TensorFlow's words in one session, and whether any of them was used.
final class TensorFlowDesk {
    let recorder: Recorder
    /// Of Keras's own, where TensorFlow is not used.
    let keras: Recorder
    var isUsed = false
    /// JAX's, while one of its words that Keras has too is at work.
    var borrower: Recorder?

    init(_ work: Work, seed: UInt64) {
        recorder = Recorder(work: work, seed: seed, style: .tensorFlow)
        keras = Recorder(work: work, seed: seed, style: .keras)
    }
}

extension Context {
    var tensorFlowDesk: TensorFlowDesk {
        session.kept(TensorFlowDesk.self) { TensorFlowDesk(work, seed: session.seed) }
    }

    /// Whether one of TensorFlow's words was used.
    var isTensorFlowUsed: Bool { tensorFlowDesk.isUsed }

    /// What TensorFlow's tensors share.
    var tensorFlow: Recorder { tensorFlowDesk.recorder }

    /// From here on Keras's tensors are TensorFlow's.
    func usesTensorFlow() { tensorFlowDesk.isUsed = true }

    /// What Keras's tensors share: TensorFlow's once one of its words was used, and JAX's within its words.
    var kerasRecorder: Recorder {
        let desk = tensorFlowDesk
        return desk.borrower ?? (desk.isUsed ? desk.recorder : desk.keras)
    }
}
