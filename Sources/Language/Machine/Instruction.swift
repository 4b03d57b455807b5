/// One step of the machine. `a` is mostly the register that is written, `b` and `c` are operands: registers from 0, constants
/// below.
struct Instruction {
    var operation: Opcode
    /// A small number beside: which operator, which way.
    var d: UInt16 = 0
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
}

/// What the machine can do. Arithmetic and comparisons of plain numbers are done where the instruction is read; everything
/// else by `Machine+….swift`.
enum Opcode: UInt8 {
    case move, loadGlobal, storeGlobal, deleteGlobal, makeCell, loadCell, storeCell, deleteCell, checkLocal, deleteLocal
    case loadFree, storeFree, deleteFree, shareFree
    case loadName, storeName, deleteName
    case add, addSmall, subtract, multiply, divide, floorDivide, remainder, power, binary, augment
    case negate, not, unary
    case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual, compare
    case jump, loop, jumpIfTrue, jumpIfFalse
    case jumpLess, jumpLessOrEqual, jumpGreater, jumpGreaterOrEqual, jumpEqual, jumpNotEqual
    case begin, next, abandon, unpack
    case list, tuple, set, dict, slice, append, extend, insert, put, merge
    case index, storeIndex, deleteIndex
    case attribute, storeAttribute, deleteAttribute, method
    case call, callMethod, precheck, argument, argumentAttribute
    case function, type, superclass, importName
    case `return`, yield
    case raise, reraise, caught, matches, failAssertion
    case enter, leave, leaveWithException
    case format, join
    case matchSequence, matchMapping, matchObject
}
