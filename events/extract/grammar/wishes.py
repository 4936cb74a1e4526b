"""Words that govern a verb or noun of change: after some it happened, after others it was only wished for or tried."""

from __future__ import annotations

from typing import Final

from events.extract.words import listed

HAPPENED: Final = listed(
    "manage manages managed managing able claim claims claimed claiming claimed said reported reportedly believed"
    " understood thought known forced forcing force forces compelled compelling allowed allowing allows enabled"
    " enabling enables led leading caused causing prompted prompting began begun begins started starts begin"
    " continued continues went goes helped helps helping proceeded seems seemed appears appeared obliged alleged"
    " announced reports confirmed confirms enough boast boasts boasted profess professed professes chose decided-x"
    " leaving coming pushing declare declares declared declaring proclaimed pronounced"
)
"""Words after which an infinitive tells what happened: "managed to", "claimed to have", "forcing X to"."""

WISHED: Final = listed(
    "try tries tried trying attempt attempts attempted attempting bid effort efforts offensive operation operations"
    " battle battles campaign campaigns plan plans planned planning aim aims aimed aiming goal goals hope hopes hoped"
    " hoping want wants wanted seek seeks sought seeking threaten threatens threatened vow vows vowed vowing pledge"
    " pledges pledged promise promises promised promising prepare prepares prepared preparing preparation"
    " preparations order orders ordered ordering call calls called calling demand demands demanded demanding urge"
    " urges urged urging ask asks asked asking fight fighting struggle push drive mission intend intends intended"
    " fail fails failed failing refuse refuses refused refusing agree agrees agreed agreeing need needs needed ready"
    " expected likely unlikely due set poised determined unable chance opportunity intention ambition desire fear"
    " fears feared feared risk threat danger possibility prospect prospects assault attack attacks counter-offensive"
    " counteroffensive counterattack deadline move moves race advance advances march marched objective purpose"
    " permission request requests requested invite negotiate negotiations talks deal prevent prevents prevented"
    " preventing avert averted halt stop stops stopped stopping bracing brace braced imminent looming possible"
    " potential eventual planned attempted would-be future hypothetical proposed phase ahead verge brink eve cusp"
    " edge close closer near nearing beginning start unless if whether failure failures consider considering warning"
    " warnings strategy attempted-x abortive unsuccessful failed-x refusal case event without instead rather idea"
    " discuss discussed discussing rule ruled threatening expects expect expecting predicted predict predicts"
    " timetable schedule scheduled willingness readiness commitment committed prepared offered offers offering"
    " slow slows slowing delay delays delayed delaying hinder hinders hindered hamper hampers hampered offer dream"
    " dreams"
    " deny denies denied denying obligation oppose opposes opposed provides stipulate stipulates stipulated envisage"
    " envisages envisaged foresees supports supporting assists assisting"
)
"""Words that make what they govern a wish, a plan, a fear or an attempt."""
