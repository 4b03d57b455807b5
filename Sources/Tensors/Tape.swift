internal import CVectorMath
public import Answers

/// Reverse-mode differentiation on an index tape: operations are recorded once, with the numbers of the matrices they read
/// and write, and replayed for every batch without allocating.
///
/// Matrices are row-major Float32; their rows are counted per example, so one recording serves every batch up to
/// `capacity`. Parameters and their gradients live in two stores of the caller with the same layout; values, gradients of
/// values and what operations remember live in one arena of the tape. Numbers below Float's normal range, 1.2e−38, count as
/// zero in a replay.
public final class Tape {
    /// The largest number of examples in one replay. With a `cacheSize` it may shrink when the tape is sealed.
    public private(set) var capacity: Int
    private let cacheSize: Int?
    /// All that is learnt, of every layer.
    public let parameters: FloatStore
    /// Gradients of the parameters, element for element; nil on a tape that only computes forward.
    public let parameterGradients: FloatStore?
    /// Numbers that are learnt without a gradient, such as running means.
    public let state: FloatStore
    let kernels: Kernels

    var slots: [Slot] = []
    /// For each matrix, by number: those it is computed from.
    private(set) var dependencies: [[Int]] = []
    private(set) var operations: [any Operation] = []
    private(set) var labels: [String] = []
    var reserveSizes: [(perExample: Int, fixed: Int)] = []
    private var largestScratch = 0
    private var arena: FloatStore?
    private var scratchStore: FloatStore?
    var places: UnsafeMutablePointer<Replay.Place>?
    var reserves: UnsafeMutablePointer<UnsafeMutablePointer<Float>>?
    private let added = UnsafeMutablePointer<Double>.allocate(capacity: 1)
    /// Names of what operations tell of themselves, in the order of their numbers.
    public private(set) var noteNames: [String] = []
    private var notes: UnsafeMutablePointer<Double>?

    /// The format to which the result of every operation is put back, and every gradient on its way; nil for float32. Sums within an
    /// operation are float32's, as in a matrix unit. Set it before `seal`; parameters are the caller's, and are to be of the format.
    public var narrow: NarrowFormat?
    /// Inputs that are numbers to compute with, not places in a table.
    private var roundedInputs: [Int] = []
    /// Matrices that hold places in a table, which no format may change.
    private var exact: Set<Int> = []

    /// What counts the work of the replays; nil where nobody counts.
    var tally: Tally?

    /// The name that the next recorded operations carry, normally the layer's.
    public var label = ""

    /// - Parameters:
    ///   - capacity: the largest number of examples in one replay, at least 1.
    ///   - cacheSize: bytes that the values of one replay should fit into: the tape then takes fewer examples at once,
    ///     and its owner replays it slab by slab. Nil holds `capacity` examples.
    ///   - gradients: a store as long as `parameters`, or nil for a tape that is never run backward.
    public init(
        capacity: Int, cacheSize: Int? = nil, parameters: FloatStore, gradients: FloatStore?, state: FloatStore,
        kernels: Kernels = .best
    ) {
        self.capacity = Swift.max(1, capacity)
        self.cacheSize = cacheSize
        self.parameters = parameters
        self.parameterGradients = gradients
        self.state = state
        self.kernels = kernels
        added.initialize(to: 0)
    }

    deinit {
        added.deallocate()
        notes?.deallocate()
        places?.deallocate()
        reserves?.deallocate()
    }

    /// What operations have added to the loss by themselves in the last `forward`.
    public var addedLoss: Double { added.pointee }

    /// What operations have told under a name in the last `forward`, added up; nil where none tells of it.
    public func noted(_ name: String) -> Double? {
        guard let notes, let place = noteNames.firstIndex(of: name) else { return nil }
        return notes[place]
    }

    /// d(loss)/d of what operations add by themselves: 1 unless somebody adds it up with a factor of his own.
    public var addedSlope = 1.0

    /// Whether this tape keeps what `backward` needs.
    public var isDifferentiable: Bool { parameterGradients != nil }

    // MARK: Recording

    /// A matrix that the caller fills before each replay.
    public func input(columns: Int, rowsPerExample: Int = 1, needsGradient: Bool = false) -> Matrix {
        matrix(columns: columns, rowsPerExample: rowsPerExample, needsGradient: needsGradient)
    }

    /// A view into the parameters.
    public func parameter(offset: Int, rows: Int, columns: Int) -> Matrix {
        parameter(offset: offset, rows: rows, columns: columns, isHeld: false)
    }

    /// The same of parameters that nobody may be going to move.
    ///
    /// - Parameter isHeld: whether its gradient is left out.
    public func parameter(offset: Int, rows: Int, columns: Int, isHeld: Bool) -> Matrix {
        slots.append(
            Slot(
                rowsPerExample: 0, fixedRows: rows, columns: columns, needsGradient: isDifferentiable && !isHeld,
                label: label,
                values: parameters.base + offset, gradient: parameterGradients.map { $0.base + offset }))
        dependencies.append([])
        return Matrix(index: slots.count - 1)
    }

    /// A view into the state.
    public func state(offset: Int, columns: Int) -> Matrix {
        slots.append(
            Slot(
                rowsPerExample: 0, fixedRows: 1, columns: columns, needsGradient: false, label: label,
                values: state.base + offset, gradient: nil))
        dependencies.append([])
        return Matrix(index: slots.count - 1)
    }

    /// A matrix that an operation writes. It needs a gradient when one of the matrices it depends on does.
    func result(columns: Int, rowsPerExample: Int, of inputs: [Matrix]) -> Matrix {
        let needs = isDifferentiable && inputs.contains { slots[$0.index].needsGradient }
        let output = matrix(columns: columns, rowsPerExample: rowsPerExample, needsGradient: needs)
        dependencies[output.index] = inputs.map(\.index)
        return output
    }

    private func matrix(columns: Int, rowsPerExample: Int, needsGradient: Bool) -> Matrix {
        slots.append(
            Slot(
                rowsPerExample: rowsPerExample, fixedRows: 0, columns: columns,
                needsGradient: needsGradient && isDifferentiable, label: label, values: nil, gradient: nil))
        dependencies.append([])
        return Matrix(index: slots.count - 1)
    }

    func reserve(perExample: Int, fixed: Int = 0) -> Reserve {
        reserveSizes.append((perExample, fixed))
        return Reserve(index: reserveSizes.count - 1)
    }

    /// The number under which an operation tells something of itself; operations that give one name are added up.
    func note(_ name: String) -> Int {
        if let place = noteNames.firstIndex(of: name) { return place }
        noteNames.append(name)
        return noteNames.count - 1
    }

    /// Asks for room for a transposed copy of `count` elements during a replay.
    func needScratch(_ count: Int) { largestScratch = Swift.max(largestScratch, count) }

    /// Asks for the room in which a product with the transpose of a k×n matrix keeps its copy.
    func needScratch(transposing k: Int, _ n: Int) { needScratch(kernels.transposedCount(k, n)) }

    func append(_ operation: some Operation) -> Matrix {
        operations.append(operation)
        labels.append(label)
        return operation.output
    }

    /// Numbers in one row of the matrix.
    public func columns(of matrix: Matrix) -> Int { slots[matrix.index].columns }
    /// Rows that one example takes in the matrix.
    public func rowsPerExample(of matrix: Matrix) -> Int { slots[matrix.index].rowsPerExample }

    /// The same numbers with another shape: `rows·columns` per example must be the same.
    public func reshaped(_ matrix: Matrix, columns: Int, rowsPerExample: Int) -> Matrix {
        append(
            Reshape(
                input: matrix, output: result(columns: columns, rowsPerExample: rowsPerExample, of: [matrix])))
    }

    // MARK: Sealing

    /// Takes the memory. After this nothing more can be recorded, and the tape can be replayed.
    ///
    /// - Throws: `Mistake` when the machine has not so much memory to spare; nothing has been taken then.
    public func seal() throws {
        if places != nil { return }
        capacity = try examplesAtOnce()
        if narrow != nil { (exact, roundedInputs) = exactMatrices() }
        let layout = arenaLayout(capacity)
        try check(4 * Double(layout.total + largestScratch), capacity)
        let arena = try FloatStore(count: layout.total, for: "the values of a batch")
        let scratch = try FloatStore(count: largestScratch, for: "transposed copies")
        let places = UnsafeMutablePointer<Replay.Place>.allocate(capacity: Swift.max(1, slots.count))
        var readers = [Int](repeating: 0, count: slots.count)
        for read in dependencies.joined() { readers[read] += 1 }
        for (index, slot) in slots.enumerated() {
            let values = slot.values ?? arena.base + layout.values[index]
            let gradient = slot.gradient ?? arena.base + layout.gradients[index]
            (places + index).initialize(
                to: Replay.Place(
                    values: values, gradient: gradient, rowsPerExample: slot.rowsPerExample,
                    fixedRows: slot.fixedRows, columns: slot.columns, needsGradient: slot.needsGradient,
                    isWritten: false,
                    // A narrow format rounds a gradient before its rectifier, and sums what is rounded.
                    rectifier: readers[index] == 1 && narrow == nil ? slot.rectifier : nil))
        }
        let reserves = UnsafeMutablePointer<UnsafeMutablePointer<Float>>.allocate(
            capacity: Swift.max(1, reserveSizes.count))
        for (index, offset) in layout.reserves.enumerated() { (reserves + index).initialize(to: arena.base + offset) }
        self.arena = arena
        self.scratchStore = scratch
        self.places = places
        self.reserves = reserves
        let notes = UnsafeMutablePointer<Double>.allocate(capacity: Swift.max(1, noteNames.count))
        notes.initialize(repeating: 0, count: Swift.max(1, noteNames.count))
        self.notes = notes
    }

    /// Bytes that the tape holds now: none before `seal`.
    public var heldBytes: Int { (arena?.bytes ?? 0) + (scratchStore?.bytes ?? 0) }

    /// What `seal` takes, or would take.
    ///
    /// - Throws: `Mistake` for sizes beyond every machine.
    public func memory() throws -> TapeMemory {
        var memory = arenaLayout(try examplesAtOnce(isPlanned: true)).memory
        memory.scratch = 4 * largestScratch
        return memory
    }

    /// The capacity that the tape will have: with a `cacheSize` only so many examples that they stay in the cache.
    ///
    /// - Parameter isPlanned: whether no memory is to be taken; only what is beyond every machine is refused then.
    /// - Throws: `Mistake` when there is no memory for them.
    private func examplesAtOnce(isPlanned: Bool = false) throws -> Int {
        let single = leastBytes(1)
        if single > 1e15 { try check(single, 1) }
        var count = capacity
        if let cacheSize, !operations.contains(where: \.couplesExamples) { count = slab(fitting: cacheSize) }
        let bytes = leastBytes(count)
        if !isPlanned || bytes > 1e18 { try check(bytes, count) }
        return count
    }

    /// What the tape holds at least: values and reserves, with no gradient and no padding. It is counted in Double, because
    /// a wide layer times a large batch is beyond every integer; once it is known to be small, integers hold the rest.
    private func leastBytes(_ examples: Int) -> Double {
        var numbers = Double(largestScratch)
        for index in slots.indices { numbers += size(ofSlot: index, examples) }
        for reserve in reserveSizes {
            numbers += Double(reserve.perExample) * Double(examples) + Double(reserve.fixed)
        }
        return 4 * numbers
    }

    private func size(ofSlot index: Int, _ examples: Int) -> Double {
        let slot = slots[index]
        return slot.values == nil ? Double(slot.rowsPerExample) * Double(examples) * Double(slot.columns) : 0
    }

    private func check(_ bytes: Double, _ examples: Int) throws {
        let largest = slots.indices.max { size(ofSlot: $0, 1) < size(ofSlot: $1, 1) }.map { slots[$0].label } ?? ""
        try MemoryRoom.check(
            bytes, for: "the values of \(examples) examples (most of them in layer '\(largest)')"
        ) { room in
            // Gradients and moments need room too: a power of two with half of it to spare.
            let fits = Double(examples) * Double(room) / bytes / 2
            return fits >= 1
                ? "batch_size=\(1 << Int(fits.exponent))" : "fewer units, a shorter sequence or a smaller image"
        }
    }

    /// How many examples to take at once, so that their values stay in a cache of that many bytes.
    ///
    /// Never so few that a product has less than 64 rows, nor so few that reading the parameters once more for every slab
    /// costs more than the values do. All slabs of a batch are of one size, but for the last.
    private func slab(fitting bytes: Int) -> Int {
        let plan = arenaPlan(1)
        let floats = reserveSizes.reduce(plan.valueTotal + plan.gradientTotal) { $0 + $1.perExample }
        let rows = Swift.max(1, slots.map(\.rowsPerExample).max() ?? 1)
        let most = Swift.max(
            bytes / MemoryLayout<Float>.stride / Swift.max(1, floats), (63 + rows) / rows,
            parameters.count / Swift.max(1, floats))
        let slabs = (capacity + most - 1) / most
        return (capacity + slabs - 1) / slabs
    }

    // MARK: Replaying

    /// Lets a matrix stand in memory of the caller's until it is moved again: a slab of an input, room for a slab of output.
    public func move(_ matrix: Matrix, to memory: UnsafeMutablePointer<Float>) {
        places?[matrix.index].values = memory
    }

    /// The values of a matrix, row-major. The tape must be sealed.
    public func values(of matrix: Matrix) -> UnsafeMutablePointer<Float> { place(matrix).values }

    /// The gradient of a matrix, row-major; valid after `backward` until the next replay. The tape must be sealed.
    public func gradient(of matrix: Matrix) -> UnsafeMutablePointer<Float> { place(matrix).gradient }

    private func place(_ matrix: Matrix) -> Replay.Place {
        guard let places else { preconditionFailure("a tape is sealed before its matrices are read") }
        return places[matrix.index]
    }

    /// Computes every matrix for `batch` examples.
    ///
    /// - Parameters:
    ///   - first: how many examples of the same batch came in earlier replays; random draws count from there.
    ///   - isTraining: whether dropout drops and batch statistics are used and learnt.
    ///   - seed, step: what random draws are keyed by.
    /// - Returns: false when the work was cancelled on the way; what stands in the matrices is of no use then.
    @discardableResult
    public func forward(
        batch: Int, after first: Int = 0, isTraining: Bool = false, seed: UInt64 = 0, step: UInt64 = 0, work: Work
    ) -> Bool {
        guard let replay = replay(batch, after: first, isTraining, seed, step, work) else { return false }
        added.pointee = 0
        for place in noteNames.indices { notes?[place] = 0 }
        let mode = cvm_flush_subnormals()
        defer { cvm_restore_subnormals(mode) }
        if let narrow {
            for index in roundedInputs {
                let place = replay.places[index]
                narrow.round(place.rowsPerExample &* replay.batch &* place.columns, place.values, kernels)
            }
        }
        for (number, operation) in operations.enumerated() {
            if work.isCancelled { return false }
            operation.forward(replay)
            tally?.note(forward: number, operation.output, dependencies, replay)
            if let narrow, !exact.contains(operation.output.index) {
                narrow.round(replay.count(operation.output), replay.values(operation.output), kernels)
            }
        }
        return !work.isCancelled
    }

    /// Carries the gradient that the caller has written into `gradient(of: output)` back to every parameter, after a
    /// `forward` of the same examples. After earlier ones of the batch, the gradients of the parameters add to theirs.
    ///
    /// - Returns: false when the work was cancelled on the way; the gradients are of no use then.
    @discardableResult
    public func backward(
        from output: Matrix, batch: Int, after first: Int = 0, isTraining: Bool = true, seed: UInt64 = 0,
        step: UInt64 = 0, work: Work
    ) -> Bool {
        guard let places, let gradients = parameterGradients,
            let replay = replay(batch, after: first, isTraining, seed, step, work)
        else { return false }
        beginBackward(places, from: output, after: first)
        let mode = cvm_flush_subnormals()
        defer { cvm_restore_subnormals(mode) }
        for (number, operation) in operations.enumerated().reversed()
        where places[operation.output.index].isWritten {
            if work.isCancelled { return false }
            guard places[operation.output.index].needsGradient else { continue }
            if let narrow {
                narrow.round(replay.count(operation.output), replay.gradient(operation.output), kernels)
            }
            operation.backward(replay)
            tally?.note(backward: number, operation.output, dependencies, replay)
        }
        // A parameter that nothing depends on has gradient zero.
        for index in slots.indices where slots[index].gradient != nil && !places[index].isWritten {
            let place = places[index]
            if place.gradient >= gradients.base {
                place.gradient.update(repeating: 0, count: place.fixedRows * place.columns)
            }
        }
        return !work.isCancelled
    }

    /// Nothing is written yet but the gradient of `output` and, after earlier passes of a batch, those of the parameters.
    func beginBackward(_ places: UnsafeMutablePointer<Replay.Place>, from output: Matrix, after first: Int) {
        for index in slots.indices {
            places[index].isWritten = first > 0 && slots[index].gradient != nil
            places[index].isGated = false
        }
        places[output.index].isWritten = true
    }

    func replay(
        _ batch: Int, after first: Int, _ isTraining: Bool, _ seed: UInt64, _ step: UInt64, _ work: Work
    ) -> Replay? {
        guard let places, let reserves, let scratchStore, let notes else { return nil }
        return Replay(
            batch: Swift.min(batch, capacity), first: first, isTraining: isTraining && isDifferentiable, seed: seed,
            step: step, kernels: tally?.counting(kernels) ?? kernels, narrow: narrow, work: work, added: added,
            notes: notes, addedSlope: addedSlope,
            scratch: scratchStore.base, places: places, reserves: reserves)
    }
}
