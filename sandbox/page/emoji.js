// Knows the short names of common emoji and the characters they stand for.

// One line a theme, "name other_name=character"; the picker shows them in this order.
const TABLE = `
raised_hand,hand=✋ white_check_mark=✅ see_no_evil=🙈 eyes=👀 tada=🎉 +1,thumbsup=👍 heart=❤️ raised_hands=🙌 clap=👏 pray=🙏 joy=😂 thinking_face,thinking=🤔
smile=😄 smiley=😃 grinning=😀 grin=😁 blush=😊 slightly_smiling_face=🙂 wink=😉 sweat_smile=😅 laughing,satisfied=😆 rolling_on_the_floor_laughing,rofl=🤣 heart_eyes=😍 star-struck=🤩 sunglasses=😎 nerd_face=🤓 hugging_face,hugs=🤗 relieved=😌 upside_down_face=🙃 yum=😋 stuck_out_tongue=😛 zany_face=🤪 face_with_monocle=🧐 smirk=😏 neutral_face=😐 expressionless=😑 no_mouth=😶 face_with_rolling_eyes,rolling_eyes=🙄 flushed=😳 confused=😕 worried=😟 slightly_frowning_face=🙁 open_mouth=😮 astonished=😲 cry=😢 sob=😭 scream=😱 weary=😩 tired_face=😫 angry=😠 rage=😡 exploding_head=🤯 sleeping=😴 shushing_face=🤫 zipper_mouth_face=🤐 face_with_hand_over_mouth=🤭 saluting_face=🫡 melting_face=🫠 partying_face=🥳 innocent=😇 robot_face,robot=🤖 ghost=👻 skull=💀 clown_face=🤡 alien=👽
wave=👋 ok_hand=👌 v=✌️ crossed_fingers=🤞 point_up=☝️ point_right=👉 point_left=👈 point_down=👇 -1,thumbsdown=👎 fist=✊ facepunch,punch=👊 handshake=🤝 muscle=💪 writing_hand=✍️ raised_back_of_hand=🤚 call_me_hand=🤙 palms_up_together=🤲 shrug=🤷 face_palm,facepalm=🤦 bow=🙇 hear_no_evil=🙉 speak_no_evil=🙊 speaking_head_in_silhouette,speaking_head=🗣️ bust_in_silhouette=👤 busts_in_silhouette=👥 baby=👶 ninja=🥷
orange_heart=🧡 yellow_heart=💛 green_heart=💚 blue_heart=💙 purple_heart=💜 black_heart=🖤 broken_heart=💔 sparkling_heart=💖 100=💯 sparkles=✨ star=⭐ star2=🌟 zap=⚡ fire=🔥 boom=💥 dizzy=💫 zzz=💤 speech_balloon=💬 thought_balloon=💭
sunny=☀️ partly_sunny=⛅ cloud=☁️ rain_cloud=🌧️ snowflake=❄️ rainbow=🌈 ocean=🌊 mountain=⛰️ snow_capped_mountain=🏔️ camping=🏕️ earth_africa=🌍 evergreen_tree=🌲 deciduous_tree=🌳 seedling=🌱 herb=🌿 four_leaf_clover=🍀 sunflower=🌻 blossom=🌼 tulip=🌷 rose=🌹 mushroom=🍄 dog=🐶 cat=🐱 fox_face=🦊 bear=🐻 cow=🐮 goat=🐐 owl=🦉 bird=🐦 bee,honeybee=🐝 bug=🐛 turtle=🐢 whale=🐳 unicorn_face,unicorn=🦄
coffee=☕ tea=🍵 beer=🍺 beers=🍻 clinking_glasses=🥂 champagne=🍾 pizza=🍕 cake=🍰 birthday=🎂 cookie=🍪 apple=🍎 cheese_wedge,cheese=🧀 pretzel=🥨 popcorn=🍿
rocket=🚀 trophy=🏆 medal=🏅 first_place_medal=🥇 gift=🎁 balloon=🎈 confetti_ball=🎊 dart=🎯 game_die=🎲 musical_note=🎵 art=🎨 guitar=🎸 soccer=⚽ ski=🎿 bike=🚲 car=🚗 bus=🚌 train=🚋 airplane=✈️ house=🏠 office=🏢 tent=⛺
bell=🔔 no_bell=🔕 loudspeaker=📢 mega=📣 satellite_antenna=📡 newspaper=📰 link=🔗 mag=🔍 mag_right=🔎 bulb=💡 pushpin=📌 round_pushpin=📍 paperclip=📎 pencil2=✏️ pencil,memo=📝 clipboard=📋 calendar=📆 date=📅 bar_chart=📊 chart_with_upwards_trend=📈 chart_with_downwards_trend=📉 book=📖 books=📚 bookmark=🔖 label=🏷️ card_index=📇 file_folder=📁 open_file_folder=📂 package=📦 inbox_tray=📥 outbox_tray=📤 envelope,email=✉️ incoming_envelope=📨 e-mail=📧 mailbox=📫 telephone_receiver=📞 iphone=📱 computer=💻 keyboard=⌨️ camera=📷 microphone=🎤 radio=📻 tv=📺 hourglass=⌛ hourglass_flowing_sand=⏳ alarm_clock=⏰ stopwatch=⏱️ watch=⌚ lock=🔒 unlock=🔓 key=🔑 wrench=🔧 hammer=🔨 gear=⚙️ toolbox=🧰 wastebasket=🗑️ world_map=🗺️ compass=🧭 globe_with_meridians=🌐 spider_web=🕸️ thread=🧵 ticket=🎫 scroll=📜
heavy_check_mark=✔️ ballot_box_with_check=☑️ x=❌ negative_squared_cross_mark=❎ question=❓ grey_question=❔ exclamation,heavy_exclamation_mark=❗ warning=⚠️ no_entry=⛔ no_entry_sign=🚫 octagonal_sign=🛑 rotating_light=🚨 construction=🚧 sos=🆘 new=🆕 information_source=ℹ️ recycle=♻️ heavy_plus_sign=➕ heavy_minus_sign=➖ arrow_right=➡️ arrow_left=⬅️ arrow_up=⬆️ arrow_down=⬇️ arrow_upper_right=↗️ arrow_forward=▶️ fast_forward=⏩ repeat=🔁 arrows_counterclockwise=🔄 leftwards_arrow_with_hook=↩️ white_circle=⚪ black_circle=⚫ red_circle=🔴 large_blue_circle=🔵 large_green_circle=🟢 large_yellow_circle=🟡 large_orange_circle=🟠 large_purple_circle=🟣 white_square,white_large_square=⬜ black_large_square=⬛ small_blue_diamond=🔹 small_orange_diamond=🔸 one=1️⃣ two=2️⃣ three=3️⃣ four=4️⃣ five=5️⃣ zero=0️⃣ checkered_flag=🏁 triangular_flag_on_post=🚩 waving_white_flag=🏳️ rainbow-flag=🏳️‍🌈 flag-ch=🇨🇭 flag-de,de=🇩🇪 flag-at=🇦🇹 flag-it,it=🇮🇹 flag-fr,fr=🇫🇷 flag-us,us=🇺🇸 flag-gb,gb=🇬🇧 flag-eu=🇪🇺
`;

const entries = TABLE.trim()
  .split(/\s+/)
  .map((entry) => {
    const cut = entry.lastIndexOf("=");
    return { names: entry.slice(0, cut).split(","), character: entry.slice(cut + 1) };
  });
const byName = new Map(entries.flatMap(({ names, character }) => names.map((n) => [n, character])));

const TONES = ["", "", "🏻", "🏼", "🏽", "🏾", "🏿"];
const WITH_TONE = /^(.+)::skin-tone-([2-6])$/;

/** The character for a short name ("tada", "wave::skin-tone-3"), or null. */
export function emojiCharacter(name) {
  const toned = WITH_TONE.exec(name);
  if (!toned) return byName.get(name) ?? null;
  const base = byName.get(toned[1]);
  return base ? base.replace("\uFE0F", "") + TONES[Number(toned[2])] : null;
}

/** Text with the known short names replaced, for places that take no nodes. */
export function withEmoji(text) {
  return String(text ?? "").replace(/:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/g, (whole, name) =>
    emojiCharacter(name) ?? whole);
}

/** Emoji whose short name holds the words, those that begin with them first. */
export function findEmoji(words) {
  const wanted = words.toLowerCase().replaceAll(" ", "_");
  const found = entries.filter(({ names }) => names.some((name) => name.includes(wanted)));
  const starts = ({ names }) => (names.some((name) => name.startsWith(wanted)) ? 0 : 1);
  return found
    .sort((a, b) => starts(a) - starts(b))
    .map(({ names, character }) => ({ name: names[0], character }));
}
