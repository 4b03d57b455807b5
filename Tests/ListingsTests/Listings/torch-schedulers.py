import torch
from torch.optim.lr_scheduler import *
def run(make, n=8, opt='sgd'):
    p = torch.nn.Parameter(torch.tensor([1.0]))
    o = torch.optim.SGD([p], lr=0.1, momentum=0.9) if opt == 'sgd' else torch.optim.Adam([p], lr=0.1)
    s = make(o)
    out = []
    for _ in range(n):
        out.append(round(o.param_groups[0]['lr'], 6))
        o.step(); s.step()
    return out
print(run(lambda o: LambdaLR(o, lambda e: 0.95 ** e)))
print(run(lambda o: MultiplicativeLR(o, lambda e: 0.9)))
print(run(lambda o: MultiStepLR(o, milestones=[2, 5], gamma=0.1)))
print(run(lambda o: ConstantLR(o, factor=0.5, total_iters=3)))
print(run(lambda o: LinearLR(o, start_factor=0.5, total_iters=4)))
print(run(lambda o: ExponentialLR(o, gamma=0.9)))
print(run(lambda o: PolynomialLR(o, total_iters=4, power=2)))
print(run(lambda o: CosineAnnealingLR(o, T_max=8, eta_min=0.01)))
print(run(lambda o: CosineAnnealingWarmRestarts(o, T_0=3, T_mult=2)))
print(run(lambda o: CyclicLR(o, base_lr=0.01, max_lr=0.1, step_size_up=3)))
print(run(lambda o: OneCycleLR(o, max_lr=0.1, total_steps=10)))
print(run(lambda o: OneCycleLR(o, max_lr=0.1, epochs=2, steps_per_epoch=5), opt='adam'))
print(run(lambda o: SequentialLR(o, [ConstantLR(o, factor=0.1, total_iters=2), ExponentialLR(o, gamma=0.9)], milestones=[3])))
print(run(lambda o: ChainedScheduler([ConstantLR(o, factor=0.1, total_iters=2), ExponentialLR(o, gamma=0.9)])))
p = torch.nn.Parameter(torch.tensor([1.0]))
o = torch.optim.SGD([p], lr=0.1)
s = ReduceLROnPlateau(o, 'min', factor=0.5, patience=1)
for v in [1.0, 0.9, 0.95, 0.96, 0.97, 0.98]:
    s.step(v); print(o.param_groups[0]['lr'], s.num_bad_epochs, s.get_last_lr())
