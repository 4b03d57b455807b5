import CVectorMath

/// Adam as nearly every network is trained by it, on as many weights at a time as the processor takes.
///
/// `update` says what is done; compiled for every processor of its kind it is limited by four roots and quotients at a time, which take half
/// of a step. Tests hold the two to the same bits.
extension Adam {
    /// Without AMSGrad, ε_root and switched-off terms, and without decay beside the update.
    private func isPlain(_ block: TensorBlock<Float>) -> Bool {
        scales && amsgrad == .off && εRoot == 0 && block.decay == 0
    }

    func step(_ given: TensorBlock<Float>, _ clock: inout Clock, rate: Double) {
        let block = given.decayed()
        guard isPlain(block) else {
            sweep(block, &clock, rate)
            return
        }
        var probe = NoProbe()
        clock.step += 1
        advance(&clock)
        let c = coefficients(clock, rate: rate, &probe)
        var step = cvm_adam_step(
            beta1: Float(β1), rest1: Float(1 - β1), beta2: Float(β2), rest2: Float(1 - β2), epsilon: Float(ε),
            root: Float(c.root), rate: Float(c.rate))
        cvm_adam(block.count, block.parameters, block.gradient, block.slot(.m), block.slot(.v), &step)
    }
}
