using System.Threading.Tasks;

namespace Oriel.Core.Dispatching;

/// <summary>A call whose task an app may hold, as an entry of <see cref="UnfinishedCalls"/>, which alone sets the links.</summary>
internal interface IUnfinishedCall
{
    public Task Task { get; }

    public IUnfinishedCall? Previous { get; set; }

    public IUnfinishedCall? Next { get; set; }
}
