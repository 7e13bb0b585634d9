"""scipy's maximum flow (Dinic) on the time-expanded network; needs evac_common of the peers on PYTHONPATH."""
from evac_common import Clock, Instance, args, expand, report
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_flow


def main():
    a = args(["dinic", "edmonds_karp"])
    instance, clock = Instance(a.instance), Clock()
    x = expand(instance, a.hold, a.horizon, a.full)
    graph = csr_matrix((x["cap"], (x["tail"], x["head"])), shape=(x["N"], x["N"]))  # adds up parallel arcs
    build = clock.lap()
    value = int(maximum_flow(graph, x["S"], x["Z"], method=a.method).flow_value)
    report("scipy-" + a.method, instance, a, x, build, clock.lap(), value=value)


main()
