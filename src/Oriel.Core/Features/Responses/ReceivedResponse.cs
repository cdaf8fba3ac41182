using Oriel.Core.Features.Views;

namespace Oriel.Core.Features.Responses;

/// <summary>What an app sees of a response.</summary>
internal sealed record ReceivedResponse(View View, int Status, string Reason, HeaderList Headers, ResponseContent Content);
